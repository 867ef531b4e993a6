/// A segment that a server has, asked over the network.
///
///     ServedSegment segment(server);
///     segment.frequency("금리");
///     segment.stored(7);              // an article, as it was stored
///
/// Posting lists stay where they are: terms are matched there, by Xapian, and of articles only
/// those come over that are looked at. Each question is a round trip, so many are asked at once
/// where it can be, and answers are kept: all frequencies, and the articles read last.
///
/// All calls throw Xapian::NetworkError if the server is gone; then nothing can be asked any more.
/// Threads: one at a time; different segments may be asked by different threads.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "searcher/engine/index/segment_reader.h"
#include "searcher/engine/index/server.h"

namespace gisa {

class ServedSegment final : public SegmentReader {
 public:
  /// Connects. Throws Error: kIo, and kNotADatabase if what it serves are several segments.
  explicit ServedSegment(const Server& server);

  const Xapian::Database& database() const { return database_; }

  std::string uuid() const override { return database_.get_uuid(); }
  const glass::Statistics& statistics() const override { return statistics_; }
  std::uint32_t frequency(std::string_view term) const override;
  void prefetch_frequencies(const std::vector<std::string>& terms) const override;
  DocumentSet find(const TermExpression& expression) const override;
  std::uint32_t length(std::uint32_t document) const override;

  /// What a document was stored as. Valid until a thousand others have been read.
  std::string_view stored(std::uint32_t document) const;

 private:
  static constexpr std::size_t kKept = 1024;  // articles, lengths

  using StoredDocument = std::pair<std::uint32_t, std::string>;

  Xapian::Database database_;
  glass::Statistics statistics_;
  mutable std::unordered_map<std::string, std::uint32_t> frequencies_;
  mutable std::unordered_map<std::uint32_t, std::uint32_t> lengths_;
  mutable std::list<StoredDocument> stored_;  // the oldest first
  mutable std::unordered_map<std::uint32_t, std::list<StoredDocument>::iterator> places_;
};

/// The ids of all documents that a query finds in a database, ascending.
std::vector<Xapian::docid> find_ids(const Xapian::Database& database, const Xapian::Query& query);

}  // namespace gisa
