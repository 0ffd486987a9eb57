-- Whether a text holds every word of those asked for (a list of texts, or null for all), whatever
-- the case or accents.
create macro memory.main.has_words(text, asked) as
asked is null or len(list_filter(
    string_split(strip_accents(replace(lower(array_to_string(asked, ' ')), 'ĳ', 'ij')), ' '),
    lambda word: not contains(strip_accents(replace(lower(text), 'ĳ', 'ij')), word)
)) = 0;
