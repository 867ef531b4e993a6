#pragma once

#include "indexer/readers/formats/article_format.h"

namespace gisa {

/// Plain text (.txt): the whole file is the body, every other field is left empty.
///
/// Bytes that are not UTF-8 become U+FFFD; a file with too many of them, or nothing in it, is an
/// error (see decode_text_file).
class TextFormat final : public ArticleFormat {
 public:
  std::string_view name() const override { return "text"; }
  bool recognizes(const std::filesystem::path& file) const override;
  bool is_line_oriented() const override { return false; }
  Article parse(std::string_view record, const RecordOrigin& origin) const override;
};

}  // namespace gisa
