-- HMAC-SHA256 of a text, as 64 hexadecimal digits, from the two padded halves of the key.
create or replace temp macro keyed_hash(inner_key, outer_key, message) as
sha256(outer_key || unhex(sha256(inner_key || encode(message))));
