-- A size class without its words, with one dash and no points: '2 t/m 9 banen' is '2-9', an open
-- class '100+', a class below a number '<5'.
create or replace temp macro class_text(written) as
regexp_replace(
    regexp_replace(
        regexp_replace(
            regexp_replace(
                regexp_replace(
                    lower(written),
                    'werkzame|werknemers?|medewerkers?|personen|persoon|banen|baan|fulltimers?'
                    || '|fulltime|voltijd|wp|klasse|[ .()]',
                    '', 'g'
                ),
                '–|—|totenmet|t/?m', '-'
            ),
            '^(?:minderdan|tot|kleinerdan)', '<'
        ),
        '^(?:>=|≥|vanaf|minimaal|minstens)([0-9]+)$|^([0-9]+)(?:enmeer|ofmeer|enhoger|em)$',
        '\1\2+'
    ),
    '^(?:meerdan|groterdan)', '>'
);
