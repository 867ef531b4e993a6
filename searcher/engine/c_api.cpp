// gisa/gisa.h on top of gisa/searcher.h. No exception leaves it.

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <limits>
#include <new>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/messages/messages.h"
#include "common/text/escape.h"
#include "gisa/gisa.h"
#include "gisa/json.h"
#include "gisa/searcher.h"

struct gisa_searcher {
  gisa::Searcher searcher;
};

namespace gisa {
namespace {

// For gisa_free(); null if there is no memory.
char* copy_text(std::string_view text) noexcept {
  auto* const copy = static_cast<char*>(std::malloc(text.size() + 1));
  if (copy == nullptr) return nullptr;
  std::memcpy(copy, text.data(), text.size());
  copy[text.size()] = '\0';
  return copy;
}

void store_error(char** error, std::string_view message, std::string_view hint) noexcept try {
  if (error == nullptr) return;
  std::string text = escape(message);  // it may have the name of a file
  if (!hint.empty()) text.append("\n").append(escape(hint));
  *error = copy_text(text);
} catch (const std::bad_alloc&) {
  *error = nullptr;
}

// What `call` returns, or `failed` with the error stored.
template <typename Result, typename Call>
Result guarded(char** error, Result failed, Call call) noexcept {
  try {
    return call();
  } catch (const Error& caught) {
    store_error(error, caught.what(), caught.hint());
  } catch (const std::bad_alloc&) {
    store_error(error, tr("out of memory"), {});
  } catch (const std::exception& caught) {
    store_error(error, caught.what(), tr("please report this error"));
  }
  return failed;
}

[[noreturn]] void reject(const std::string& message, const std::string& hint) {
  throw Error(ErrorCode::kInvalidArgument, message, hint);
}

void require(const void* argument, const char* name) {
  if (argument == nullptr) reject(tr_format("{} is NULL", name), tr("give it a value"));
}

template <typename Value>
using Names = std::vector<std::pair<std::string_view, Value>>;

// An option that is being read.
struct Option {
  std::string name;
  std::string value;

  [[noreturn]] void reject_value(const std::string& wanted) const {
    reject(tr_format("option {}: '{}' is not {}", name, value, wanted),
           tr("gisa/gisa.h lists the options"));
  }

  template <typename Number>
  Number number(Number least, Number most) const {
    Number parsed{};
    const char* const value_end = value.data() + value.size();
    const auto [end, error] = std::from_chars(value.data(), value_end, parsed);
    const bool is_good =
        error == std::errc() && end == value_end && parsed >= least && parsed <= most;
    if (!is_good) reject_value(tr("a number in range"));
    return parsed;
  }

  bool flag() const {
    if (value != "0" && value != "1") reject_value(tr("0 or 1"));
    return value == "1";
  }

  template <typename Value>
  Value choice(const Names<Value>& names) const {
    std::string known;
    for (const auto& [choice_name, choice] : names) {
      if (value == choice_name) return choice;
      known.append(known.empty() ? "" : ", ").append(choice_name);
    }
    reject_value(tr_format("one of {}", known));
  }

  // The names between commas; none of an empty value.
  std::vector<std::string> list() const {
    std::vector<std::string> parts;
    for (std::size_t begin = 0; begin < value.size();) {
      const std::size_t end = std::min(value.find(',', begin), value.size());
      parts.push_back(value.substr(begin, end - begin));
      begin = end + 1;
    }
    return parts;
  }
};

struct Request {
  SearchRequest search;
  std::vector<HitField> fields;
};

void read_fields(const Option& option, Request& request) {
  request.fields.clear();
  for (const std::string& name : option.list()) {
    const auto field = find_field(name);
    if (!field)
      reject(tr_format("option fields: '{}' is no field", name), tr("gisa-search(1) lists them"));
    request.fields.push_back(*field);
  }
}

void read_facets(const Option& option, Request& request) {
  request.search.facets.clear();
  for (const std::string& part : option.list()) {
    const std::size_t colon = std::min(part.find(':'), part.size());
    const auto field = find_facet_field(part.substr(0, colon));
    if (!field) {
      reject(tr_format("option facets: '{}' is no facet", part.substr(0, colon)),
             tr("the facets are press, section, reporter, year, month, day"));
    }
    FacetRequest facet{.field = *field};
    if (colon < part.size()) {
      const Option limit{option.name, part.substr(colon + 1)};
      facet.limit = limit.number<std::size_t>(0, std::numeric_limits<std::size_t>::max());
    }
    request.search.facets.push_back(facet);
  }
}

void read_option(const Option& option, Request& request) {
  constexpr std::size_t kMost = std::numeric_limits<std::size_t>::max();
  constexpr std::int64_t kLongestHalfLife = 100'000'000'000;  // seconds
  constexpr double kLongestTimeout = 1e9;                     // milliseconds
  SearchRequest& search = request.search;
  if (option.name == "limit") {
    search.limit = option.number<std::size_t>(0, kMost);
  } else if (option.name == "offset") {
    search.offset = option.number<std::size_t>(0, kMost);
  } else if (option.name == "sort") {
    search.sort = option.choice(Names<Sort>{{"relevance", Sort::kRelevance},
                                            {"newest", Sort::kNewest},
                                            {"oldest", Sort::kOldest},
                                            {"recent", Sort::kRecent}});
  } else if (option.name == "half_life") {
    search.half_life = std::chrono::seconds(option.number<std::int64_t>(1, kLongestHalfLife));
  } else if (option.name == "match") {
    search.match = option.choice(Names<MatchMode>{
        {"auto", MatchMode::kAuto}, {"all", MatchMode::kAll}, {"any", MatchMode::kAny}});
  } else if (option.name == "syntax") {
    search.syntax =
        option.choice(Names<Syntax>{{"query", Syntax::kQuery}, {"words", Syntax::kWords}});
  } else if (option.name == "timeout") {
    search.time_limit = std::chrono::nanoseconds(
        static_cast<std::int64_t>(option.number<double>(0, kLongestTimeout) * 1e6));
  } else if (option.name == "fields") {
    read_fields(option, request);
  } else if (option.name == "facets") {
    read_facets(option, request);
  } else if (option.name == "snippets") {
    search.snippets = option.flag();
  } else if (option.name == "snippet_width") {
    search.snippet_width = option.number<std::size_t>(1, kMost);
  } else if (option.name == "full") {
    search.full_text = option.flag();
  } else if (option.name == "fold") {
    search.fold = option.flag();
  } else if (option.name == "explain") {
    search.explain = option.flag();
  } else {
    reject(tr_format("unknown option '{}'", option.name), tr("gisa/gisa.h lists the options"));
  }
}

Request read_request(std::string_view query, std::string_view options) {
  Request request;
  request.search.query = query;
  for (std::size_t begin = 0; begin < options.size();) {
    const std::size_t end = std::min(options.find(' ', begin), options.size());
    const std::string word(options.substr(begin, end - begin));
    begin = end + 1;
    if (word.empty()) continue;
    const std::size_t equals = word.find('=');
    if (equals == std::string::npos)
      reject(tr_format("option '{}' has no value", word), tr("write it as NAME=VALUE"));
    read_option({word.substr(0, equals), word.substr(equals + 1)}, request);
  }
  const auto is_text = [](HitField field) { return field == HitField::kText; };
  if (std::ranges::any_of(request.fields, is_text)) request.search.full_text = true;
  return request;
}

}  // namespace
}  // namespace gisa

extern "C" {

const char* gisa_version(void) { return gisa::version().data(); }

gisa_searcher* gisa_open(const char* database, char** error) {
  return gisa::guarded<gisa_searcher*>(error, nullptr, [&] {
    gisa::require(database, "database");
    return new gisa_searcher{gisa::Searcher(database)};
  });
}

void gisa_close(gisa_searcher* searcher) { delete searcher; }

char* gisa_search(const gisa_searcher* searcher, const char* query, const char* options,
                  char** error) {
  return gisa::guarded<char*>(error, nullptr, [&] {
    gisa::require(searcher, "searcher");
    gisa::require(query, "query");
    const gisa::Request request = gisa::read_request(query, options == nullptr ? "" : options);
    char* const json =
        gisa::copy_text(gisa::to_json(searcher->searcher.search(request.search), request.fields));
    if (json == nullptr) throw std::bad_alloc();
    return json;
  });
}

int gisa_set_synonyms(gisa_searcher* searcher, const char* text, char** error) {
  return gisa::guarded(error, -1, [&] {
    gisa::require(searcher, "searcher");
    gisa::require(text, "text");
    searcher->searcher.set_synonyms(text);
    return 0;
  });
}

int gisa_refresh(gisa_searcher* searcher, char** error) {
  return gisa::guarded(error, -1, [&] {
    gisa::require(searcher, "searcher");
    return searcher->searcher.refresh() ? 1 : 0;
  });
}

char* gisa_info(const gisa_searcher* searcher, char** error) {
  return gisa::guarded<char*>(error, nullptr, [&] {
    gisa::require(searcher, "searcher");
    const gisa::DatabaseInfo info = searcher->searcher.info();
    char* const json = gisa::copy_text("{\"articles\":" + std::to_string(info.articles) +
                                       ",\"segments\":" + std::to_string(info.segments) +
                                       ",\"generation\":" + std::to_string(info.generation) + "}");
    if (json == nullptr) throw std::bad_alloc();
    return json;
  });
}

void gisa_free(char* text) { std::free(text); }

}  // extern "C"
