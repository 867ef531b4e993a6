/// The data of a merge's documents, in the order of the plan.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "indexer/merge/document_plan.h"

namespace gisa {

/// Walks one cursor a source. Threads: one thread at a time.
class DocumentData {
 public:
  explicit DocumentData(std::span<const MergeSource> sources) {
    for (const MergeSource& source : sources) {
      cursors_.push_back({source.source->data(), false});
      cursors_.back().has_document = cursors_.back().cursor->next();
    }
  }

  /// The cursor at this document, or null if it has no data. Documents of a source rise.
  const DocumentCursor* find(const PlannedDocument& document) {
    State& state = cursors_[document.source];
    while (state.has_document && state.cursor->id() < document.old_id) {
      state.has_document = state.cursor->next();
    }
    const bool found = state.has_document && state.cursor->id() == document.old_id;
    return found ? state.cursor.get() : nullptr;
  }

 private:
  struct State {
    std::unique_ptr<DocumentCursor> cursor;
    bool has_document;
  };
  std::vector<State> cursors_;
};

}  // namespace gisa
