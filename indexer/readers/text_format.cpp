#include "indexer/readers/text_format.h"

#include "indexer/readers/file_extension.h"
#include "indexer/readers/text_decoding.h"

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
