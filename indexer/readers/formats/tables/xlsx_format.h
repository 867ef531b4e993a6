#pragma once

#include "indexer/readers/formats/article_format.h"

namespace gisa {

/// Excel workbooks (.xlsx), such as BigKinds exports: every sheet is a table, whose first row that
/// names a title or a body is the header.
///
/// Sheets are read as they come out of the archive, a row at a time, and so is the part of the
/// texts that cells share, as far as they ask for them; those read stay in memory, at most 512 MB.
/// A row that is broken costs no other. A shared text that is broken ends the reading, for which
/// texts are meant by the cells behind it cannot be told.
class XlsxFormat final : public ArticleFormat {
 public:
  std::string_view name() const override { return "xlsx"; }
  bool recognizes(const std::filesystem::path& file) const override;
  bool is_line_oriented() const override { return false; }
  bool is_workbook() const override { return true; }
  /// Workbooks hold many records: see read_workbook(). Throws Error (kBadInput).
  Article parse(std::string_view record, const RecordOrigin& origin) const override;
};

/// Reads all rows of all sheets until the sink wants no more; what cannot be read is a problem.
/// Sheets from the second on are parts of their own, for the rows of each begin with 1.
/// Characters that were broken and became U+FFFD are added to `broken`.
/// Throws Error (kBadInput) if the file cannot be read any further.
void read_workbook(FileStream& file, const FieldNames& names, RecordSink& sink,
                   std::uint64_t& broken);

}  // namespace gisa
