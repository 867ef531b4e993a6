#include "searcher/engine/index/served_segment.h"

#include <algorithm>
#include <iterator>

#include "common/messages/messages.h"
#include "gisa/error.h"

namespace gisa {

ServedSegment::ServedSegment(const Server& server) : database_(server.connect()) {
  // Of a database of several segments Xapian gives all UUIDs, joined by colons.
  if (uuid().find(':') != std::string::npos) {
    throw Error(ErrorCode::kNotADatabase,
                tr_format("server {} has a database of several segments", server.address()),
                tr("make it one there with gisa-index --optimize, and start xapian-tcpsrv again"));
  }
  statistics_.documents = database_.get_doccount();
  statistics_.last_document = database_.get_lastdocid();
  statistics_.total_length = database_.get_total_length();
  // A server opens the table of documents when one is read; by then its file may be gone.
  Xapian::Enquire enquire(database_);
  enquire.set_query(all_articles());
  for (const Xapian::docid document : enquire.get_mset(0, 1)) (void)stored(document);
}

std::uint32_t ServedSegment::frequency(std::string_view term) const {
  if (term.empty()) return 0;  // all documents, to Xapian
  std::string name(term);
  const auto known = frequencies_.find(name);
  if (known != frequencies_.end()) return known->second;
  const Xapian::doccount frequency = database_.get_termfreq(name);
  frequencies_.emplace(std::move(name), frequency);
  return frequency;
}

DocumentSet ServedSegment::find(const TermExpression& expression) const {
  DocumentSet documents(std::size_t{statistics_.last_document} + 1);
  for (const Xapian::docid id : find_ids(database_, expression.to_query())) {
    if (id > statistics_.last_document) break;  // whatever a server says
    documents.add(id);
  }
  return documents;
}

// An answer to a query that looks for nothing has the frequencies of all its terms.
void ServedSegment::prefetch_frequencies(const std::vector<std::string>& terms) const {
  std::vector<std::string> unknown;
  for (const std::string& term : terms) {
    if (!term.empty() && !frequencies_.contains(term)) unknown.push_back(term);
  }
  if (unknown.size() < 2) return;
  Xapian::Enquire enquire(database_);
  enquire.set_query({Xapian::Query::OP_OR, unknown.begin(), unknown.end()});
  const Xapian::MSet nothing = enquire.get_mset(0, 0);
  for (std::string& term : unknown) {
    const Xapian::doccount frequency = nothing.get_termfreq(term);
    frequencies_.emplace(std::move(term), frequency);
  }
}

std::uint32_t ServedSegment::length(std::uint32_t document) const {
  const auto known = lengths_.find(document);
  if (known != lengths_.end()) return known->second;
  if (lengths_.size() == kKept) lengths_.clear();
  return lengths_.emplace(document, database_.get_doclength(document)).first->second;
}

std::string_view ServedSegment::stored(std::uint32_t document) const {
  const auto known = places_.find(document);
  if (known != places_.end()) return known->second->second;
  if (stored_.size() == kKept) {
    places_.erase(stored_.front().first);
    stored_.pop_front();
  }
  stored_.emplace_back(document, database_.get_document(document).get_data());
  places_[document] = std::prev(stored_.end());
  return stored_.back().second;
}

std::vector<Xapian::docid> find_ids(const Xapian::Database& database, const Xapian::Query& query) {
  Xapian::Enquire enquire(database);
  enquire.set_query({Xapian::Query::OP_SCALE_WEIGHT, query, 0});
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  const Xapian::MSet found = enquire.get_mset(0, database.get_doccount());
  std::vector<Xapian::docid> ids(found.begin(), found.end());
  std::ranges::sort(ids);
  return ids;
}

}  // namespace gisa
