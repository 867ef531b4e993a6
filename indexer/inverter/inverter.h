/// Inverts documents in memory: from "document: its terms" to "term: its documents".
///
///     Inverter inverter;
///     inverter.begin_document(1);
///     inverter.add("금리", 3);                       // term, how many times it counts (wdf)
///     inverter.add(SyllableTerm(SyllablePrefix::kNone, u'금', u'리'), 1);  // faster
///     inverter.add_value(kTimeSlot, time);
///     inverter.end_document(stored_article);
///     ...
///     inverter.seal();                  // nothing can be added any more
///     const InverterSource source(inverter);                    // merge/inverter_source.h
///
/// No string, node or allocation per occurrence, and no look-up for nearly all of them: they are
/// kept as they come, and sorted some hundred documents at a time (syllable_postings.h).
///
/// Memory is bounded by the caller: look at memory_bytes() and reading_bytes() between documents,
/// and write a segment when it is enough. A posting of syllables takes some 3 bytes, an occurrence
/// of any other term 12.
///
/// Threads: one thread at a time. A sealed Inverter may be read by many.
#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "indexer/inverter/byte_arena.h"
#include "indexer/inverter/other_terms.h"
#include "indexer/inverter/syllable_postings.h"
#include "indexer/inverter/syllable_term.h"

namespace gisa {

class Inverter {
 public:
  /// A document that was added. `data` is empty if it has none.
  struct Document {
    std::uint32_t id = 0;
    std::uint32_t length = 0;  ///< sum of all wdf
    std::string_view data;
  };
  struct Value {
    std::uint32_t document = 0;
    std::string_view bytes;
  };

  /// Documents up to the next call are read together. To be called where the ids of another
  /// inverter may follow that will be merged with this one: that is faster then.
  void begin_batch() { syllables_.end_epoch(); }

  /// Ids (from 1) rise from document to document. Throws Error (kInvalidArgument).
  void begin_document(std::uint32_t id);

  /// An occurrence. The same term may be added again and again, also with wdf 0.
  void add(SyllableTerm term, std::uint32_t wdf) {
    syllables_.add(term, wdf);
    length_ += wdf;
  }
  /// The same for any term. Throws Error (kInvalidArgument) if it is empty or longer than
  /// glass::kLongestTerm.
  void add(std::string_view term, std::uint32_t wdf);

  /// At most one value a slot; an empty one is none.
  void add_value(std::uint32_t slot, std::string_view value);

  /// Takes the document in. `data` is stored as it is; empty: none.
  /// Throws Error (kInvalidArgument) if the length exceeds 32 bits; the document is then left out.
  void end_document(std::string_view data);

  /// Forgets the document begun last.
  void discard_document();

  /// Bytes held, but for the allocator's own.
  std::uint64_t memory_bytes() const;

  /// Bytes that sealing and reading take besides, about: what is read of the largest bucket of
  /// syllables, a seventieth of all, takes up to nine times its lists (merge/syllable_lists.h), and
  /// other occurrences are copied.
  std::uint64_t reading_bytes() const {
    return syllables_.list_bytes() / 8 + 4 * other_terms_.size();
  }

  /// From now on, until clear(), the Inverter can only be read.
  void seal();

  /// Empties the Inverter and gives its memory back.
  void clear();

  const std::vector<Document>& documents() const { return documents_; }
  const std::map<std::uint32_t, std::vector<Value>>& values() const {
    return values_;
  }  ///< by slot

  /// To be read once sealed.
  const SyllablePostings& syllables() const { return syllables_; }
  const OtherTerms& other_terms() const { return other_terms_; }

 private:
  struct TermOfDocument {
    TermNumbers::Key key;
    std::uint32_t size;  // bytes
    std::uint32_t wdf;
  };
  struct PendingValue {
    std::uint32_t slot;
    const char* bytes;
    std::uint32_t size;
  };

  void check_length() const;

  bool is_sealed_ = false;

  // Of the document begun last.
  std::uint32_t document_ = 0;
  std::vector<TermOfDocument> others_of_document_;
  std::vector<char> texts_of_others_;
  std::uint64_t length_ = 0;
  std::vector<PendingValue> pending_values_;

  SyllablePostings syllables_;
  OtherTerms other_terms_;
  ByteArena bytes_;  // data, values
  std::vector<Document> documents_;
  std::map<std::uint32_t, std::vector<Value>> values_;
};

}  // namespace gisa
