"""The demo: a site with true and invented content, made through the same doors as any other.

`content/` holds the texts; each module makes one part and may be run again: what it has
made once, it never touches again, wherever staff have moved it and whatever they wrote.
"""
