#include "indexer/readers/formats/xml/feed_format.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "common/messages/messages.h"
#include "common/text/ascii.h"
#include "gisa/error.h"
#include "indexer/cleaner/press_names.h"
#include "indexer/readers/formats/file_extension.h"
#include "indexer/readers/formats/xml/xml_events.h"
#include "indexer/readers/formats/xml/xml_records.h"
#include "indexer/readers/text/text_decoding.h"
#include "indexer/readers/text/text_lines.h"

namespace gisa {
namespace {

constexpr std::array<std::string_view, 2> kRecords = {"item", "entry"};

// Of several elements of one field the first in this list counts.
struct FeedElement {
  std::string_view prefix;
  std::string_view name;
  std::string Article::*field;
};
constexpr FeedElement kElements[] = {
    {"", "guid", &Article::id},           {"", "id", &Article::id},
    {"", "title", &Article::title},       {"content", "encoded", &Article::body},
    {"", "content", &Article::body},      {"", "description", &Article::body},
    {"", "summary", &Article::body},      {"", "pubDate", &Article::date},
    {"", "published", &Article::date},    {"dc", "date", &Article::date},
    {"", "updated", &Article::date},      {"dc", "publisher", &Article::press},
    {"", "source", &Article::press},      {"", "category", &Article::section},
    {"dc", "subject", &Article::section}, {"dc", "creator", &Article::reporter},
    {"", "author", &Article::reporter},   {"", "link", &Article::url},
};
constexpr std::size_t kElementCount = std::size(kElements);

std::string_view attribute(const XmlAttributes& attributes, std::string_view name) {
  for (const auto& [key, value] : attributes) {
    if (key == name) return value;
  }
  return {};
}

class ItemHandler final : public XmlHandler {
 public:
  void begin_element(std::string_view prefix, std::string_view name,
                     const XmlAttributes& attributes) override {
    ++depth_;
    if (depth_ == 2) {
      current_ = find(prefix, name);
      text_.clear();
      // Atom has these in attributes.
      if (current_ < kElementCount && prefix.empty() && name == "link" &&
          (attribute(attributes, "rel").empty() || attribute(attributes, "rel") == "alternate")) {
        text_ = attribute(attributes, "href");
      }
      if (current_ < kElementCount && name == "category") text_ = attribute(attributes, "term");
    } else if (depth_ == 3 && current_ < kElementCount) {
      // <author><name>, <source><title>: what else is there (an e-mail address, an id) is not
      // wanted.
      const std::string Article::*field = kElements[current_].field;
      const bool is_person = field == &Article::reporter || field == &Article::press;
      skips_ = is_person && name != "name" && name != "title";
      if (!is_person) text_ += '\n';
    } else if (depth_ > 3) {
      text_ += '\n';
    }
  }

  void end_element(std::string_view, std::string_view) override {
    if (depth_ == 2 && current_ < kElementCount) take();
    if (depth_ == 3) skips_ = false;
    --depth_;
  }

  void text(std::string_view text) override {
    if (depth_ >= 2 && current_ < kElementCount && !skips_) text_ += text;
  }

  Article article;

 private:
  static std::size_t find(std::string_view prefix, std::string_view name) {
    for (std::size_t i = 0; i < kElementCount; ++i) {
      if (kElements[i].prefix == prefix && kElements[i].name == name) return i;
    }
    return kElementCount;
  }

  void take() {
    const FeedElement& element = kElements[std::exchange(current_, kElementCount)];
    const std::size_t rank = static_cast<std::size_t>(&element - kElements);
    if (is_blank(text_)) return;
    std::string& field = article.*element.field;
    std::size_t& best = best_[field_index(element)];
    if (rank < best) {
      field = trim_ends(text_);
      best = rank;
    } else if (rank == best &&
               (element.field == &Article::section || element.field == &Article::reporter)) {
      add_name(field, trim_ends(text_));  // several authors, several categories
    }
  }

  // Schemes of categories may name one twice.
  static void add_name(std::string& names, std::string_view name) {
    constexpr std::string_view kSeparator = ", ";
    const std::string_view all = names;
    for (std::size_t begin = 0; begin < all.size();) {
      const std::size_t end = std::min(all.find(kSeparator, begin), all.size());
      if (all.substr(begin, end - begin) == name) return;
      begin = end + kSeparator.size();
    }
    append_item(names, name, kSeparator);
  }

  static std::size_t field_index(const FeedElement& element) {
    std::size_t i = 0;
    while (kElements[i].field != element.field) ++i;
    return i;
  }

  int depth_ = 0;
  std::size_t current_ = kElementCount;  // the element whose text is gathered
  bool skips_ = false;
  std::string text_;
  std::size_t best_[kElementCount] = {};

 public:
  ItemHandler() { std::fill(std::begin(best_), std::end(best_), kElementCount); }
};

Article parse_item(std::string_view element, const std::string& press) {
  ItemHandler handler;
  const auto fault = parse_xml(element, handler);
  if (fault) throw Error(ErrorCode::kBadInput, *fault);
  Article article = std::move(handler.article);
  if (article.title.empty() && article.body.empty()) {
    throw Error(ErrorCode::kBadInput, tr("no title and no text"));
  }
  if (article.id.empty()) article.id = article.url;
  if (article.press.empty()) article.press = press;
  return article;
}

// The first title in what stands before the items: that of the feed.
class TitleHandler final : public XmlHandler {
 public:
  void begin_element(std::string_view prefix, std::string_view name,
                     const XmlAttributes&) override {
    inside_ = title.empty() && prefix.empty() && name == "title";
  }
  void end_element(std::string_view, std::string_view) override { inside_ = false; }
  void text(std::string_view text) override {
    if (inside_) title += text;
  }
  std::string title;

 private:
  bool inside_ = false;
};

// "느티일보 | 경제", "느티일보 RSS" name an outlet, "오늘의 뉴스" does not.
std::string press_of_title(std::string_view title) {
  while (!title.empty()) {
    const std::size_t end = title.find_first_of(" -|:>\xC2\xE2\n\t");
    const std::string_view word = title.substr(0, end);
    if (cleaning::is_press_name(word)) return std::string(word);
    title.remove_prefix(end == std::string_view::npos ? title.size() : end + 1);
  }
  return {};
}

}  // namespace

bool FeedFormat::recognizes(const std::filesystem::path& file) const {
  return has_extension(file, {".rss", ".atom", ".rdf"});
}

void FeedFormat::read_records(ByteStream& text, const FieldNames& /*names*/,
                              RecordSink& sink) const {
  std::string press;
  const auto preface = [&](std::string_view before) {
    TitleHandler handler;
    parse_xml(before, handler);  // cut short, as it must be
    press = press_of_title(handler.title);
  };
  read_xml_records(
      text, kRecords, preface, [&](std::string_view element) { return parse_item(element, press); },
      sink);
}

}  // namespace gisa
