"""Files of others, made readable: text, workbooks and mappings."""
