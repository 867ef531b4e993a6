/// What the wildcards and parts of names in a query stand for, by the terms of the index: 전기차*,
/// press:조선.
///
/// A query has its share of such terms; what comes behind is only itself, and a note says so.
///
/// Threads: one TermExpansion a thread.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "gisa/searcher.h"
#include "searcher/engine/index/snapshot.h"
#include "searcher/engine/query/query_tree.h"

namespace gisa {

class TermExpansion {
 public:
  /// Of one query. The snapshot must outlive it.
  explicit TermExpansion(const Snapshot& snapshot) : snapshot_(snapshot) {}

  /// The terms of a filter's value. One that no article has may be part of a name: 조선 is 조선일보
  /// and 조선비즈. None of fields without terms.
  std::vector<std::string> of_filter(const QueryNode& filter, std::vector<Note>& notes);

  /// The terms that begin with `term`, which `prefix` asks for.
  std::vector<std::string> of_prefix(const std::string& term, const QueryNode& prefix,
                                     std::vector<Note>& notes);

 private:
  using Passes = std::function<bool(std::string_view term)>;

  bool has_enough(const QueryNode& node, std::vector<Note>& notes);
  std::vector<std::string> terms_with(const std::string& prefix, const Passes& passes);

  const Snapshot& snapshot_;
  std::size_t read_ = 0;   // terms, to see what is meant
  std::size_t taken_ = 0;  // that are
  bool was_told_ = false;
};

}  // namespace gisa
