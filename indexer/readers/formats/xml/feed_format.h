#pragma once

#include "indexer/readers/formats/article_format.h"

namespace gisa {

/// News feeds: RSS 2.0 (and 1.0) and Atom (.rss, .atom, .xml), one article an <item> or <entry>.
///
/// The body is content:encoded or content, else description or summary, HTML that the cleaner takes
/// off. An article is known by its guid or id, else by its link. Press is dc:publisher or source,
/// else the outlet that the feed's title names.
class FeedFormat final : public StreamFormat {
 public:
  std::string_view name() const override { return "rss"; }
  bool recognizes(const std::filesystem::path& file) const override;
  void read_records(ByteStream& text, const FieldNames& names, RecordSink& sink) const override;
};

}  // namespace gisa
