#pragma once

#include "indexer/readers/formats/article_format.h"

namespace gisa {

/// Web pages (.html, .htm): one article a page.
///
/// Fields come from a JSON-LD NewsArticle, from `og:` and `article:` meta tags, and from the page,
/// in this order. The text is that of the element that holds the article: <article>, itemprop
/// "articleBody", the ids and classes Korean sites use; else the element with the most text in
/// paragraphs. Scripts, styles, menus, forms, captions and lists of other articles are left out.
/// Where a script is to fill the page, the text is taken from the data for it if they are of a
/// known kind (Arc), else from the description, and a remark says so.
class HtmlFormat final : public ArticleFormat {
 public:
  std::string_view name() const override { return "html"; }
  bool recognizes(const std::filesystem::path& file) const override;
  bool is_line_oriented() const override { return false; }
  Article parse(std::string_view record, const RecordOrigin& origin) const override;
};

}  // namespace gisa
