"""What pages say of a question that is not their own, and of topics: their faces, as bytes.

Faces decide keys, so that what they do not show may change without anything else being made anew.
"""

from __future__ import annotations

from functools import cached_property

import msgspec

from recto.bank import Bank
from recto.keys import digest

encode = msgspec.msgpack.Encoder().encode

NOTHING = encode(None)
END = b"\xc1"
"""Never stands at the beginning of what is encoded."""


class Faces:
    """The faces of a bank's questions and topics.

    No face is a prefix of another, or of `END`, so that several in a row are told apart.
    """

    def __init__(self, bank: Bank) -> None:
        self._bank = bank
        self.questions = {
            entry.id: encode(
                (entry.title.text, link.slug, link.published, entry.difficulty, entry.minutes)
            )
            for entry in bank.entries
            for link in (bank.permalinks[entry.id],)
        }
        """By id."""
        # A question is searched by the topics above its own, too.
        self.topics = {
            topic.slug: encode(
                (topic.slug, topic.name, [above.slug for above in bank.taxonomy.ancestors(topic)])
            )
            for topic in bank.taxonomy.topics
        }
        """By slug."""

    @cached_property
    def of_lists(self) -> bytes:
        """A digest of all that lists of questions show."""
        whole = [encode(self._bank.taxonomy.topics)]
        for entry in self._bank.entries:
            whole.append(self.questions[entry.id])
            whole += [self.topics[own.topic.slug] for own in self._bank.topics.get(entry.id, ())]
            whole.append(END)
        return digest(b"".join(whole))

    @property
    def of_all(self) -> bytes:
        """A digest of all told of questions but answers, contexts and what is found related."""
        bank = self._bank
        about = [
            (one.id, one.number, one.language, one.asked, one.aliases, one.related)
            for one in bank.entries
        ]
        others = (about, dict(bank.aliases), bank.absent, sorted(bank.withheld))
        return digest(self.of_lists, encode(others))
