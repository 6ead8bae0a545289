"""What others see of the site: those who share links, search engines, feed readers, programs."""

from recto.site.sharing.sharing import ELSEWHERE, Sharing
from recto.site.sharing.sitemap import NAME as SITEMAP

__all__ = ["ELSEWHERE", "SITEMAP", "Sharing"]
