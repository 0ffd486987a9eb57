"""What the profile of an area shows, a section a file.

What a section shows is worked out once for each release, language and area (``_told``), and kept
for the KEPT that were asked for last: some 100 kB each.
"""

KEPT = 200
