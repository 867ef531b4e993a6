/// A segment of a database, wherever it is: as files here (segment_index.h), or on a server
/// (served_segment.h).
///
/// Document ids are those of the segment, from 1.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/glass/version_file.h"
#include "searcher/engine/index/document_set.h"
#include "searcher/engine/index/term_expression.h"

namespace gisa {

class SegmentReader {
 public:
  SegmentReader() = default;
  SegmentReader(const SegmentReader&) = delete;
  SegmentReader& operator=(const SegmentReader&) = delete;
  virtual ~SegmentReader() = default;

  /// As Xapian writes it: 8-4-4-4-12 hexadecimal digits.
  virtual std::string uuid() const = 0;

  virtual const glass::Statistics& statistics() const = 0;

  /// Documents that have the term; none have the empty one.
  virtual std::uint32_t frequency(std::string_view term) const = 0;

  /// Tells for which terms that will be asked, or some of them: they may come at once.
  virtual void prefetch_frequencies(const std::vector<std::string>& /*terms*/) const {}

  /// Documents that an expression finds.
  virtual DocumentSet find(const TermExpression& expression) const = 0;

  /// Sum of the wdf of a document's terms; 0 if there is none.
  virtual std::uint32_t length(std::uint32_t document) const = 0;
};

}  // namespace gisa
