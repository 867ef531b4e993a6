/// What is asked for, in the form that a search works with, whether somebody typed it or a program
/// put it together.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "gisa/searcher.h"
#include "searcher/engine/query/query_tree.h"

namespace gisa {

struct PreparedQuery {
  std::string_view typed;         ///< as much of SearchRequest::query as is read; empty if built
  std::optional<QueryNode> tree;  ///< nothing if there is not even a word
  bool is_built = false;          ///< by a program: it means what it says
  std::vector<Note> notes;        ///< how it was read
};

/// The request must outlive what it returns.
PreparedQuery prepare_query(const SearchRequest& request);

}  // namespace gisa
