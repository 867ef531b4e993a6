#pragma once

#include "indexer/readers/article_format.h"

namespace gisa {

/// Excel workbooks (.xlsx), such as BigKinds exports: every sheet is a table, whose first row that
/// names a title or a body is the header.
///
/// Sheets are read as they come out of the archive, a row at a time. The texts that cells share
/// stand in a part of their own, which must be in memory: at most 512 MB of them.
class XlsxFormat final : public ArticleFormat {
 public:
  std::string_view name() const override { return "xlsx"; }
  bool recognizes(const std::filesystem::path& file) const override;
  bool is_line_oriented() const override { return false; }
  bool is_workbook() const override { return true; }
  /// Workbooks hold many records: see read_workbook(). Throws Error (kBadInput).
  Article parse(std::string_view record, const RecordOrigin& origin) const override;
};

/// True if the archive holds a workbook. Reads from its beginning.
bool is_workbook_archive(FileStream& file);

/// Reads all rows of all sheets until the sink wants no more; what cannot be read is a problem.
/// Throws Error (kBadInput) if the file cannot be read any further.
void read_workbook(FileStream& file, const FieldNames& names, RecordSink& sink);

}  // namespace gisa
