#include "tests/indexer/glass/compare_databases.h"

#include <sstream>

namespace gisa::test {
namespace {

constexpr std::size_t kMostLines = 20;

class Comparer {
 public:
  Comparer(const Xapian::Database& left, const Xapian::Database& right,
           const Comparison& comparison)
      : left_(left), right_(right), comparison_(comparison) {}

  std::vector<std::string> run() {
    compare_totals();
    compare_terms();
    compare_documents();
    compare_values();
    compare_metadata();
    compare_rankings();
    return lines_;
  }

 private:
  template <typename A, typename B>
  bool same(const std::string& what, const A& a, const B& b) {
    if (a == b) return true;
    if (lines_.size() < kMostLines) {
      std::ostringstream line;
      line << what << ": " << a << " and " << b;
      lines_.push_back(line.str());
    }
    return false;
  }

  void compare_totals() {
    same("doccount", left_.get_doccount(), right_.get_doccount());
    same("lastdocid", left_.get_lastdocid(), right_.get_lastdocid());
    same("total length", left_.get_total_length(), right_.get_total_length());
    same("average length", left_.get_average_length(), right_.get_average_length());
    same("length lower bound", left_.get_doclength_lower_bound(),
         right_.get_doclength_lower_bound());
    same("length upper bound", left_.get_doclength_upper_bound(),
         right_.get_doclength_upper_bound());
    same("positions", left_.has_positions(), right_.has_positions());
    same("uuids differ", left_.get_uuid() != right_.get_uuid(), true);
    same("uuid size", left_.get_uuid().size(), right_.get_uuid().size());
    same("spellings", left_.spellings_begin() == left_.spellings_end(),
         right_.spellings_begin() == right_.spellings_end());
  }

  void compare_terms() {
    auto a = left_.allterms_begin();
    auto b = right_.allterms_begin();
    for (; a != left_.allterms_end() && b != right_.allterms_end(); ++a, ++b) {
      if (!same("term", *a, *b)) return;
      same("termfreq of " + *a, a.get_termfreq(), b.get_termfreq());
      compare_term(*a);
    }
    same("more terms", a != left_.allterms_end(), b != right_.allterms_end());
    compare_postings("");
  }

  void compare_term(const std::string& term) {
    same("termfreq of " + term, left_.get_termfreq(term), right_.get_termfreq(term));
    same("collection freq of " + term, left_.get_collection_freq(term),
         right_.get_collection_freq(term));
    same("wdf bound of " + term, left_.get_wdf_upper_bound(term), right_.get_wdf_upper_bound(term));
    compare_postings(term);
  }

  void compare_postings(const std::string& term) {
    auto a = left_.postlist_begin(term);
    auto b = right_.postlist_begin(term);
    std::vector<Xapian::docid> documents;
    for (; a != left_.postlist_end(term) && b != right_.postlist_end(term); ++a, ++b) {
      if (!same("posting of " + term, *a, *b)) return;
      same("wdf of " + term + " in " + std::to_string(*a), a.get_wdf(), b.get_wdf());
      same("length through " + term, a.get_doclength(), b.get_doclength());
      documents.push_back(*a);
    }
    same("more postings of " + term, a != left_.postlist_end(term), b != right_.postlist_end(term));
    skip_through(term, documents);
  }

  // Every seventh document by skip_to(), which uses the chunks' headers and keys.
  void skip_through(const std::string& term, const std::vector<Xapian::docid>& documents) {
    auto it = left_.postlist_begin(term);
    for (std::size_t i = 0; i < documents.size(); i += 7) {
      it.skip_to(documents[i]);
      if (it == left_.postlist_end(term)) {
        same("skip in " + term, std::string("the end"), std::to_string(documents[i]));
        return;
      }
      same("skip in " + term, *it, documents[i]);
    }
  }

  void compare_documents() {
    for (auto it = right_.postlist_begin(""); it != right_.postlist_end(""); ++it) {
      const Xapian::docid id = *it;
      const std::string name = " of document " + std::to_string(id);
      same("length" + name, left_.get_doclength(id), right_.get_doclength(id));
      const Xapian::Document a = left_.get_document(id);
      const Xapian::Document b = right_.get_document(id);
      same("data" + name, a.get_data(), b.get_data());
      if (!comparison_.term_lists) continue;
      same("unique terms" + name, left_.get_unique_terms(id), right_.get_unique_terms(id));
      same("termlist count" + name, a.termlist_count(), b.termlist_count());
      same("values count" + name, a.values_count(), b.values_count());
      compare_term_lists(id, name);
      auto v = a.values_begin();
      auto w = b.values_begin();
      for (; v != a.values_end() && w != b.values_end(); ++v, ++w) {
        same("slot" + name, v.get_valueno(), w.get_valueno());
        same("value" + name, *v, *w);
      }
    }
  }

  void compare_term_lists(Xapian::docid id, const std::string& name) {
    auto a = left_.termlist_begin(id);
    auto b = right_.termlist_begin(id);
    for (; a != left_.termlist_end(id) && b != right_.termlist_end(id); ++a, ++b) {
      if (!same("term" + name, *a, *b)) return;
      same("wdf of " + *a + name, a.get_wdf(), b.get_wdf());
      same("termfreq of " + *a + name, a.get_termfreq(), b.get_termfreq());
    }
    same("more terms" + name, a != left_.termlist_end(id), b != right_.termlist_end(id));
  }

  void compare_values() {
    for (const Xapian::valueno slot : {0u, 1u, 2u, 128u, 129u, 256u, 300u, 70000u}) {
      const std::string name = " of slot " + std::to_string(slot);
      same("value freq" + name, left_.get_value_freq(slot), right_.get_value_freq(slot));
      same("lower bound" + name, left_.get_value_lower_bound(slot),
           right_.get_value_lower_bound(slot));
      same("upper bound" + name, left_.get_value_upper_bound(slot),
           right_.get_value_upper_bound(slot));
      auto a = left_.valuestream_begin(slot);
      auto b = right_.valuestream_begin(slot);
      for (; a != left_.valuestream_end(slot) && b != right_.valuestream_end(slot); ++a, ++b) {
        if (!same("document" + name, a.get_docid(), b.get_docid())) break;
        same("value" + name, *a, *b);
        same("get_value()" + name, left_.get_document(a.get_docid()).get_value(slot), *b);
      }
      same("more values" + name, a != left_.valuestream_end(slot),
           b != right_.valuestream_end(slot));
    }
  }

  void compare_metadata() {
    auto a = left_.metadata_keys_begin();
    auto b = right_.metadata_keys_begin();
    for (; a != left_.metadata_keys_end() && b != right_.metadata_keys_end(); ++a, ++b) {
      same("metadata name", *a, *b);
      same("metadata " + *a, left_.get_metadata(*a), right_.get_metadata(*a));
    }
    same("more metadata", a != left_.metadata_keys_end(), b != right_.metadata_keys_end());
  }

  // Ranks by some pairs of terms; early termination leans on every bound being right.
  void compare_rankings() {
    std::vector<std::string> terms;
    std::size_t n = 0;
    for (auto it = right_.allterms_begin(); it != right_.allterms_end(); ++it) {
      if (n++ % 17 == 0 && terms.size() < 40) terms.push_back(*it);
    }
    for (std::size_t i = 0; i + 2 < terms.size(); ++i) {
      compare_ranking(Xapian::Query(Xapian::Query::OP_OR, terms.begin() + static_cast<long>(i),
                                    terms.begin() + static_cast<long>(i) + 3));
      compare_ranking(Xapian::Query(Xapian::Query::OP_AND, Xapian::Query(terms[i]),
                                    Xapian::Query(terms[i + 1])));
    }
  }

  void compare_ranking(const Xapian::Query& query) {
    const auto rank = [&](const Xapian::Database& database) {
      Xapian::Enquire enquire(database);
      enquire.set_query(query);
      std::ostringstream out;
      const Xapian::MSet hits = enquire.get_mset(0, 10);
      for (auto it = hits.begin(); it != hits.end(); ++it) {
        out << *it << '=' << it.get_weight() << ' ';
      }
      return out.str();
    };
    same("ranking by " + query.get_description(), rank(left_), rank(right_));
  }

  const Xapian::Database& left_;
  const Xapian::Database& right_;
  const Comparison comparison_;
  std::vector<std::string> lines_;
};

}  // namespace

std::vector<std::string> differences(const Xapian::Database& left, const Xapian::Database& right,
                                     const Comparison& comparison) {
  return Comparer(left, right, comparison).run();
}

std::string check_messages(const std::string& path) {
  std::ostringstream out;
  try {
    return Xapian::Database::check(path, 0, &out) == 0 ? std::string() : out.str();
  } catch (const Xapian::Error& error) {
    return out.str() + error.get_description();
  }
}

}  // namespace gisa::test
