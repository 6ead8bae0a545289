"""What others see of the site: cards beside links, search engines, feed readers, other programs."""

from recto.site.sharing.sharing import ELSEWHERE, Sharing
from recto.site.sharing.sitemap import NAME as SITEMAP

__all__ = ["ELSEWHERE", "SITEMAP", "Sharing"]
