"""Public web pages: what templates of a theme pack are given, read from the listing."""
