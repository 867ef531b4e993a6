#pragma once

#include "indexer/readers/formats/article_format.h"

namespace gisa {

/// JSON files that are no lines of records (.json): an array of objects; an object that has the
/// records in an array "documents" (AI-Hub), "document" (NIKL), "data", "articles" or the like; one
/// object, or several one after another, on as many lines as they like.
///
/// Only the record at hand is in memory, so files may be of any size. A record that is broken is
/// looked through for the beginning of the next one, told by the key that records begin with: a
/// lost quote costs one article.
class JsonFormat final : public StreamFormat {
 public:
  std::string_view name() const override { return "json"; }
  bool recognizes(const std::filesystem::path& file) const override;
  void read_records(ByteStream& text, const FieldNames& names, RecordSink& sink) const override;
};

/// True if an array under this key holds the records of a file.
bool is_container_key(std::string_view key);

}  // namespace gisa
