/// Inverts documents in memory: from "document: its terms" to "term: its documents".
///
///     Inverter inverter;
///     inverter.begin_document(1);
///     inverter.add("금리", 3);                       // term, how many times it counts (wdf)
///     inverter.add(ShortTerm("XW").add_unit(u'왜').key(), 1);
///     inverter.add_value(kTimeSlot, time);
///     inverter.end_document(stored_article);
///     ...
///     inverter.seal();                               // sorts the terms; nothing can be added any
///     more inverter.read_postings(inverter.sorted_terms()[0], list);
///
/// No string, node or allocation per posting: a document's occurrences are collected as numbers,
/// then added up in one pass that keeps the processor's memory requests ahead of the work. Postings
/// are kept in the form they are written in (glass/posting_list.h), about 2 bytes each.
///
/// Memory is bounded by the caller: look at memory_bytes() between documents, and write a segment
/// when it is enough. Growing tables briefly need up to half as much again as the table that grows.
///
/// Threads: one thread at a time. A sealed Inverter may be read by many.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/glass/posting_list.h"
#include "indexer/inverter/byte_arena.h"
#include "indexer/inverter/long_terms.h"
#include "indexer/inverter/term_key.h"
#include "indexer/inverter/term_table.h"

namespace gisa {

struct InverterOptions {
  /// Keep the terms of every document as well, for segments that Xapian can modify.
  bool term_lists = false;
};

class Inverter {
 public:
  /// A document that was added. `data` and `term_list` are empty if it has none.
  struct Document {
    std::uint32_t id = 0;
    std::uint32_t length = 0;  ///< sum of all wdf
    std::string_view data;
    std::string_view term_list;  ///< glass/term_list.h
  };
  struct Value {
    std::uint32_t document = 0;
    std::string_view bytes;
  };
  /// A term, in the order of the terms' bytes.
  struct SortedTerm {
    std::uint64_t prefix = 0;       ///< its first 8 bytes, first one highest, zeros behind
    std::uint32_t record = 0;       ///< in the table
    std::uint32_t long_number = 0;  ///< 0: the term is no longer than its prefix
  };

  explicit Inverter(InverterOptions options = {}) : options_(options) {}

  /// The key of any term. Throws Error (kInvalidArgument) if it is empty or longer than
  /// glass::kLongestTerm.
  TermKey key(std::string_view term);

  /// Ids (from 1) rise from document to document. Throws Error (kInvalidArgument).
  void begin_document(std::uint32_t id);

  /// An occurrence. The same term may be added again and again, also with wdf 0.
  void add(TermKey key, std::uint32_t wdf) {
    occurrences_.push_back({key, wdf, TermTable::hash(key)});
    length_ += wdf;
  }
  void add(std::string_view term, std::uint32_t wdf) { add(key(term), wdf); }

  /// At most one value a slot; an empty one is none.
  void add_value(std::uint32_t slot, std::string_view value);

  /// Takes the document in. `data` is stored as it is; empty: none.
  /// Throws Error (kInvalidArgument) if the length exceeds 32 bits; the document is then left out.
  void end_document(std::string_view data);

  /// Forgets the document begun last.
  void discard_document();

  /// Bytes held, exactly, but for the allocator's own.
  std::uint64_t memory_bytes() const;

  /// Sorts the terms. From now on, until clear(), the Inverter can only be read.
  void seal();

  /// Empties the Inverter and gives its memory back.
  void clear();

  bool is_sealed() const { return is_sealed_; }
  const InverterOptions& options() const { return options_; }
  const std::vector<Document>& documents() const { return documents_; }
  const std::map<std::uint32_t, std::vector<Value>>& values() const {
    return values_;
  }  ///< by slot
  std::uint64_t postings() const { return postings_; }

  /// The largest wdf of any posting.
  std::uint32_t largest_wdf() const { return terms_.largest_wdf(); }

  /// The terms, ascending by their bytes. Reading, once sealed.
  const std::vector<SortedTerm>& sorted_terms() const { return sorted_; }

  /// Bytes of the term; `scratch` may be used to hold them.
  std::string_view text(const SortedTerm& term, std::string& scratch) const;

  /// Overwrites `list`.
  void read_postings(const SortedTerm& term, glass::PostingList& list) const;

  /// Hints that these postings will be read soon: first the one, some terms later the other.
  void prefetch_term(const SortedTerm& term) const {
    __builtin_prefetch(&terms_.record(term.record));
  }
  void prefetch_postings(const SortedTerm& term) const {
    terms_.prefetch_postings(terms_.record(term.record));
  }

 private:
  struct Occurrence {
    TermKey key;
    std::uint32_t wdf;
    std::uint32_t hash;  // TermTable::hash(), later TermTable::guess()
  };
  struct PendingValue {
    std::uint32_t slot;
    const char* bytes;
    std::uint32_t size;
  };

  void check_length() const;
  void add_postings();
  std::string_view encode_term_list();

  InverterOptions options_;
  bool is_sealed_ = false;
  std::uint32_t document_ = 0;  // begun last

  std::vector<Occurrence> occurrences_;
  std::uint64_t length_ = 0;                       // of the document begun: the sum of all wdf
  std::vector<const TermRecord*> document_terms_;  // only for term lists
  std::vector<PendingValue> pending_values_;

  TermTable terms_;
  LongTerms long_terms_;
  ByteArena bytes_;  // data, values, term lists
  std::vector<Document> documents_;
  std::map<std::uint32_t, std::vector<Value>> values_;
  std::vector<SortedTerm> sorted_;
  std::uint64_t postings_ = 0;
};

}  // namespace gisa
