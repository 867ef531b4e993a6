/// Turns a cleaned article into what the index takes.
#pragma once

#include <cstdint>
#include <string>

#include "common/analyzer.h"
#include "common/article.h"
#include "indexer/segment_writer.h"

namespace gisa {

/// Threads: one builder a thread.
class DocumentBuilder {
 public:
  /// Overwrites `out`. `content_hash` identifies the record the article was read from.
  void build(const Article& article, std::uint64_t content_hash, IndexDocument& out);

 private:
  void add_title(std::string_view title, IndexDocument& out);
  void add_body(std::string_view body, IndexDocument& out);
  void add_fields(const Article& article, IndexDocument& out);

  Analyzer analyzer_;
  Analysis analysis_;
  std::string term_;
};

}  // namespace gisa
