-- Releases that do not say which edition they are, in so many words and in their id.
select
    release_id,
    edition
from release_info
where
    coalesce(edition, '') not in ('public', 'internal')
    or coalesce(edition = 'internal', false) <> coalesce(suffix(release_id, '-internal'), false);
