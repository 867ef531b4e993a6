/// Byte strings of a merge's documents, in the order of the plan.
#pragma once

#include <memory>
#include <vector>

#include "indexer/merge/document_plan.h"

namespace gisa {

/// Walks one cursor a source. Threads: one thread at a time.
class DocumentBytes {
 public:
  /// `open` gives a source's cursor: &SegmentSource::data or &SegmentSource::term_lists.
  DocumentBytes(std::span<const MergeSource> sources,
                std::unique_ptr<DocumentCursor> (SegmentSource::*open)() const) {
    for (const MergeSource& source : sources) {
      cursors_.push_back({(source.source->*open)(), false});
      cursors_.back().has_document = cursors_.back().cursor->next();
    }
  }

  /// The cursor at this document, or null if it has no bytes. Documents of a source rise.
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
