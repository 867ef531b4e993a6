#include "indexer/readers/formats/json/jsonl_format.h"

#include <simdjson.h>

#include "gisa/error.h"
#include "indexer/readers/formats/file_extension.h"
#include "indexer/readers/formats/json/json_record.h"

namespace gisa {

bool JsonlFormat::recognizes(const std::filesystem::path& file) const {
  return has_extension(file, {".jsonl", ".ndjson"});
}

Article JsonlFormat::parse(std::string_view record, const RecordOrigin& origin) const {
  thread_local JsonRecordReader reader;
  const FieldNames& names = names_of(origin);
  const auto read = [&] {
    try {
      return reader.read(record, names);
    } catch (const Error&) {
      // It looks at the encoding anyway, so nobody has to beforehand.
      if (simdjson::validate_utf8(record.data(), record.size())) throw;
      return reader.read(decode_record(record, origin), names);
    }
  };
  Article article = read();
  if (origin.notes != nullptr && !reader.remark().empty()) origin.notes->remark = reader.remark();
  return article;
}

}  // namespace gisa
