#pragma once

#include "indexer/readers/formats/article_format.h"

namespace gisa {

/// Tables as text (.csv, .tsv): values separated by commas, tabs, semicolons or bars, whichever the
/// first row has most of; quoted ones may hold separators, line ends and doubled quotes. The first
/// row names the columns (field_names.h).
///
/// A quote that is never closed would swallow the rest of the file: a row of several lines with
/// another number of values than the header is taken for one, and reading goes on in its second
/// line.
class CsvFormat final : public StreamFormat {
 public:
  std::string_view name() const override { return "csv"; }
  bool recognizes(const std::filesystem::path& file) const override;
  void read_records(ByteStream& text, const FieldNames& names, RecordSink& sink) const override;
};

/// True if the first line of `head` names columns that are known, a title or a body among them.
bool has_csv_header(std::string_view head, const FieldNames& names);

}  // namespace gisa
