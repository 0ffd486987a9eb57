-- One row per claim of the source documents, with how it is recomputed and judged.
select
    claim_id,
    about,
    quote,
    statement,
    figure,
    unit,
    published,
    reading,
    query,
    judged,
    bound,
    tolerance,
    untestable,
    source_id
from claim
where $judged is null or list_contains($judged, judged)
order by position;
