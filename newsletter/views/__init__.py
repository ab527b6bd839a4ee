"""Views of the newsletter app: `public` for readers, `admin` for staff."""
