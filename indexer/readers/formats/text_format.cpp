#include "indexer/readers/formats/text_format.h"

#include "indexer/readers/formats/file_extension.h"

namespace gisa {

bool TextFormat::recognizes(const std::filesystem::path& file) const {
  return has_extension(file, {".txt"});
}

Article TextFormat::parse(std::string_view record, const RecordOrigin& origin) const {
  Article article;
  article.body = decode_record(record, origin);
  return article;
}

}  // namespace gisa
