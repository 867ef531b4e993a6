#pragma once

#include "indexer/readers/formats/article_format.h"

namespace gisa {

/// Korean NewsML (.xml, .nml): one or many <NewsItem>. Id is NewsItemId, title HeadLine, reporter
/// ByLine, date DateLine (else FirstCreated), press Comment; the body is the DataContent of the
/// component whose Role is OriginMain, or else the longest one. Entities inside CDATA stay for the
/// cleaner, as in all formats.
class NewsmlFormat final : public StreamFormat {
 public:
  std::string_view name() const override { return "newsml"; }
  bool recognizes(const std::filesystem::path& file) const override;
  void read_records(ByteStream& text, const FieldNames& names, RecordSink& sink) const override;
};

}  // namespace gisa
