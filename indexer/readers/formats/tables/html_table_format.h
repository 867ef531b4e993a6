#pragma once

#include "indexer/readers/formats/article_format.h"

namespace gisa {

/// Tables in HTML, as many web sites give them out for Excel (.xls): a row is an article, the first
/// row that names a title or a body is the header (field_names.h).
///
/// Read a row at a time by its tags; what is nested in a cell is no table of its own.
class HtmlTableFormat final : public StreamFormat {
 public:
  std::string_view name() const override { return "table"; }
  bool recognizes(const std::filesystem::path& file) const override;
  void read_records(ByteStream& text, const FieldNames& names, RecordSink& sink) const override;
};

/// True if one of the first rows in `head` names both a title and a body, and nothing before them
/// is what pages have that show an article: tables may stand in these, too.
bool has_html_table(std::string_view head, const FieldNames& names);

}  // namespace gisa
