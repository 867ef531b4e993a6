/// An article as a segment keeps it for display and verification (Xapian's document data).
///
///     const std::string bytes = encode_stored_article(article, content_hash);
///     const StoredArticle stored = decode_stored_article(bytes);   // views into bytes
///
/// Layout: version byte 1, content hash (8 bytes, little-endian), the length of each field as a
/// varint (7 bits a byte, low first), then the fields without separators.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "common/article.h"

namespace gisa {

/// Views into the encoded bytes; see Article for what the fields hold.
struct StoredArticle {
  std::uint64_t content_hash = 0;
  std::string_view id, title, date, press, section, reporter, url, path, body;
};

/// Identifies what was read, before cleaning: the same hash means the same record.
std::uint64_t content_hash(const Article& raw);

std::string encode_stored_article(const Article& article, std::uint64_t content_hash);

/// Throws Error (kCorrupt) if the bytes are no stored article.
StoredArticle decode_stored_article(std::string_view bytes);

}  // namespace gisa
