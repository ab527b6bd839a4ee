"""The addresses of a host whose site has several languages, as Wagtail's manual sets them up.

https://docs.wagtail.org/en/stable/advanced_topics/i18n.html
"""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns

from cms.project import urls

handler404 = urls.handler404
handler500 = urls.handler500
urlpatterns = [*urls.urlpatterns[:-1], *i18n_patterns(urls.urlpatterns[-1])]
