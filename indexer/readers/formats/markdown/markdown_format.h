#pragma once

#include "indexer/readers/formats/article_format.h"

namespace gisa {

/// Markdown (.md, .markdown), with or without YAML front matter.
///
/// The front matter gives the fields under any of the names of field_names.h (see front_matter.h);
/// the rest is the body, its marks reduced to readable text (see markdown_text.h). Without a title
/// in the front matter, the first heading of the first level is the title and leaves the body.
/// Broken bytes and empty files are treated as in plain text.
class MarkdownFormat final : public ArticleFormat {
 public:
  std::string_view name() const override { return "markdown"; }
  bool recognizes(const std::filesystem::path& file) const override;
  bool is_line_oriented() const override { return false; }
  Article parse(std::string_view record, const RecordOrigin& origin) const override;
};

}  // namespace gisa
