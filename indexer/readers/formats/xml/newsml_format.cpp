#include "indexer/readers/formats/xml/newsml_format.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "common/messages/messages.h"
#include "common/text/ascii.h"
#include "gisa/error.h"
#include "indexer/readers/formats/file_extension.h"
#include "indexer/readers/formats/xml/xml_events.h"
#include "indexer/readers/formats/xml/xml_records.h"
#include "indexer/readers/text/text_decoding.h"

namespace gisa {
namespace {

constexpr std::array<std::string_view, 1> kRecords = {"NewsItem"};
constexpr std::string_view kMainRole = "OriginMain";

// Elements that are a field; the first one that holds something counts.
struct FieldElement {
  std::string_view name;
  std::string Article::*field;
  bool is_substitute = false;  // where there is no other
};
constexpr FieldElement kFields[] = {
    {"NewsItemId", &Article::id},
    {"HeadLine", &Article::title},
    {"ByLine", &Article::reporter},
    {"DateLine", &Article::date},
    {"Comment", &Article::press},
    // korea.kr, which calls other elements NewsItem as well.
    {"Title", &Article::title, true},
    {"DataContents", &Article::body, true},
    {"ApproveDate", &Article::date, true},
    {"MinisterCode", &Article::press, true},
    {"OriginalUrl", &Article::url, true},
};

// Whose FormalName says what the article is about.
constexpr std::array<std::string_view, 3> kSubjects = {"Subject", "SubjectMatter", "SubjectDetail"};
constexpr std::array<std::string_view, 4> kParagraphs = {"p", "P", "br", "BR"};

std::string_view attribute(const XmlAttributes& attributes, std::string_view name) {
  for (const auto& [key, value] : attributes) {
    if (key == name) return value;
  }
  return {};
}

bool is_code(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return is_digit(c); });
}

// korea.kr has the year last: "03/05/2024 10:00:00".
std::string with_year_first(std::string_view date) {
  const bool is_last = date.size() >= 10 && date[2] == '/' && date[5] == '/';
  if (!is_last) return std::string(date);
  std::string ordered(date.substr(6, 4));
  ordered.append("/").append(date.substr(0, 5)).append(date.substr(10));
  return ordered;
}

class NewsItemHandler final : public XmlHandler {
 public:
  void begin_element(std::string_view, std::string_view name,
                     const XmlAttributes& attributes) override {
    if (name == "NewsComponent") roles_.emplace_back();
    const std::string_view formal = attribute(attributes, "FormalName");
    if (name == "Role" && !roles_.empty()) roles_.back() = formal;
    if (std::ranges::find(kSubjects, name) != kSubjects.end() && !is_code(formal) &&
        article_.section.empty()) {
      article_.section = formal;
    }
    if (name == "DataContent" || name == "FirstCreated" || find_field(name) != nullptr) {
      element_ = name;
      text_.clear();
    } else if (std::ranges::find(kParagraphs, name) != kParagraphs.end()) {
      text_ += '\n';
    }
  }

  void end_element(std::string_view, std::string_view name) override {
    if (name == "NewsComponent" && !roles_.empty()) roles_.pop_back();
    if (std::ranges::find(kParagraphs, name) != kParagraphs.end()) text_ += '\n';
    if (element_.empty() || name != element_) return;
    element_.clear();
    if (name == "DataContent") return take_body();
    if (name == "FirstCreated") {
      created_ = text_;
      return;
    }
    const FieldElement& element = *find_field(name);
    std::string& field = (element.is_substitute ? substitute_ : article_).*element.field;
    if (field.empty()) field = trim_ends(text_);
  }

  void text(std::string_view text) override {
    if (!element_.empty()) text_ += text;
  }

  Article take() && {
    if (article_.date.empty()) article_.date = created_;
    substitute_.date = with_year_first(substitute_.date);
    for (const FieldElement& element : kFields) {
      std::string& field = article_.*element.field;
      if (field.empty()) field = std::move(substitute_.*element.field);
    }
    return std::move(article_);
  }

 private:
  static const FieldElement* find_field(std::string_view name) {
    const auto found = std::ranges::find(kFields, name, &FieldElement::name);
    return found == std::end(kFields) ? nullptr : &*found;
  }

  void take_body() {
    const bool is_main = !roles_.empty() && roles_.back() == kMainRole;
    if (has_main_ || is_blank(text_)) return;
    if (is_main || text_.size() > article_.body.size()) article_.body = text_;
    has_main_ = is_main;
  }

  Article article_;
  Article substitute_;              // what stands in for fields it has not
  std::vector<std::string> roles_;  // of the components we are in
  std::string element_;             // whose text is gathered; empty: none
  std::string text_;
  std::string created_;
  bool has_main_ = false;
};

Article parse_item(std::string_view element) {
  NewsItemHandler handler;
  const auto fault = parse_xml(element, handler);
  if (fault) throw Error(ErrorCode::kBadInput, *fault);
  Article article = std::move(handler).take();
  if (article.title.empty() && article.body.empty()) {
    throw Error(ErrorCode::kBadInput, tr("no HeadLine and no DataContent"));
  }
  return article;
}

}  // namespace

bool NewsmlFormat::recognizes(const std::filesystem::path& file) const {
  return has_extension(file, {".nml", ".newsml"});
}

void NewsmlFormat::read_records(ByteStream& text, const FieldNames& /*names*/,
                                RecordSink& sink) const {
  read_xml_records(text, kRecords, {}, parse_item, sink);
}

}  // namespace gisa
