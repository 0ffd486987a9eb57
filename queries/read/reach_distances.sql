-- One row per distance that this release tells: straight, and walking once streets were loaded.
select distinct distance from place_reach
order by distance;
