#include "indexer/readers/formats/xml/xml_records.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "common/messages/messages.h"
#include "gisa/error.h"
#include "indexer/readers/bytes/record_window.h"

namespace gisa {
namespace {

constexpr std::size_t kMaxPreface = 64 << 10;  // bytes
constexpr std::size_t kMaxTag = 4 << 10;       // bytes of the name and its end, generously

bool ends_name(char c) {
  return c == ' ' || c == '>' || c == '/' || c == '\n' || c == '\r' || c == '\t';
}

class XmlRecords {
 public:
  XmlRecords(ByteStream& text, std::span<const std::string_view> elements,
             const std::function<void(std::string_view)>& preface,
             const std::function<Article(std::string_view)>& parse, RecordSink& sink)
      : window_(text), elements_(elements), preface_(preface), parse_(parse), sink_(sink) {}

  void read();

 private:
  struct Begin {
    std::size_t at;
    std::string_view element;
  };
  std::optional<Begin> find_begin(std::string_view text, std::size_t from) const;
  bool find_record();
  bool read_record();
  bool take_record(std::size_t size);
  void recover(std::size_t looked_at, const std::string& reason);
  void drop(std::size_t bytes);
  void give_preface(std::string_view text);

  // Where the element ends, as far as it can be told; goes on where it stopped.
  struct EndScan {
    std::size_t at = 0;
    bool in_cdata = false;
    bool in_comment = false;
  };
  std::optional<std::size_t> find_end(std::string_view text, EndScan& scan) const;

  RecordWindow window_;
  const std::span<const std::string_view> elements_;
  const std::function<void(std::string_view)>& preface_;
  const std::function<Article(std::string_view)>& parse_;
  RecordSink& sink_;
  RescanBudget budget_;
  std::string_view element_;  // of the record at hand
  std::string preface_text_;
  bool had_preface_ = false;
  std::uint64_t number_ = 0;
};

void XmlRecords::read() {
  while (find_record()) {
    if (!read_record()) return;
  }
  if (!had_preface_) give_preface({});
  if (number_ == 0) {
    std::string names;
    for (const std::string_view element : elements_) names += fmt::format(" <{}>", element);
    sink_.add_problem({}, tr_format("no article in it: none of the elements{}", names));
  }
}

std::optional<XmlRecords::Begin> XmlRecords::find_begin(std::string_view text,
                                                        std::size_t from) const {
  for (std::size_t at = text.find('<', from); at != std::string_view::npos;
       at = text.find('<', at + 1)) {
    for (const std::string_view element : elements_) {
      const std::string_view tag = text.substr(at + 1);
      if (tag.size() > element.size() && tag.starts_with(element) && ends_name(tag[element.size()]))
        return Begin{at, element};
    }
  }
  return std::nullopt;
}

bool XmlRecords::find_record() {
  while (true) {
    const std::string_view text = window_.view();
    if (const auto begin = find_begin(text, 0)) {
      give_preface(text.substr(0, begin->at));
      element_ = begin->element;
      drop(begin->at);
      return true;
    }
    if (text.size() > kMaxTag) {
      const std::size_t passed = text.size() - kMaxTag;
      if (!had_preface_ && preface_text_.size() < kMaxPreface) {
        preface_text_ += text.substr(0, std::min(passed, kMaxPreface - preface_text_.size()));
      }
      drop(passed);
    }
    if (!window_.more()) return false;
  }
}

void XmlRecords::give_preface(std::string_view text) {
  if (had_preface_) return;
  had_preface_ = true;
  preface_text_ += text.substr(0, kMaxPreface - std::min(kMaxPreface, preface_text_.size()));
  if (preface_) preface_(preface_text_);
}

// Passes over CDATA and comments, in which a tag is text.
std::optional<std::size_t> XmlRecords::find_end(std::string_view text, EndScan& scan) const {
  while (true) {
    if (scan.in_cdata || scan.in_comment) {
      const std::string_view close = scan.in_cdata ? "]]>" : "-->";
      const std::size_t end = text.find(close, scan.at);
      if (end == std::string_view::npos) {
        scan.at = std::max(scan.at, text.size() - std::min<std::size_t>(2, text.size()));
        return std::nullopt;
      }
      scan.at = end + close.size();
      scan.in_cdata = scan.in_comment = false;
    }
    const std::size_t at = text.find('<', scan.at);
    if (at == std::string_view::npos || text.size() - at < element_.size() + 9) {
      scan.at = std::min(at, text.size());
      // Short of the longest mark there may still be the closing tag.
      if (at == std::string_view::npos) return std::nullopt;
    }
    const std::string_view tag = text.substr(at);
    scan.at = at;
    if (tag.starts_with("<![CDATA[")) {
      scan.in_cdata = true;
      scan.at += 9;
    } else if (tag.starts_with("<!--")) {
      scan.in_comment = true;
      scan.at += 4;
    } else if (tag.starts_with("</") && tag.substr(2).starts_with(element_)) {
      const std::size_t end = tag.find('>');
      if (end == std::string_view::npos) return std::nullopt;
      if (ends_name(tag[2 + element_.size()])) return at + end + 1;
      ++scan.at;
    } else if (tag.size() < element_.size() + 9) {
      return std::nullopt;  // too little to tell
    } else {
      ++scan.at;
    }
  }
}

// False: no more is wanted.
bool XmlRecords::read_record() {
  EndScan scan;
  while (true) {
    if (const auto end = find_end(window_.view(), scan)) return take_record(*end);
    if (window_.view().size() > kMaxRecordBytes) {
      recover(window_.view().size(),
              tr_format("longer than {} MB, which no article is (is </{}> missing?)",
                        kMaxRecordBytes >> 20, element_));
      return true;
    }
    if (!window_.more()) {
      recover(window_.view().size(), tr_format("no </{}> (is the file cut short?)", element_));
      return true;
    }
  }
}

bool XmlRecords::take_record(std::size_t size) {
  std::string reason;
  try {
    Article article = parse_(window_.view().substr(0, size));
    const bool go_on = sink_.add_article(std::move(article), {++number_, PlaceUnit::kRecord});
    drop(size);
    return go_on;
  } catch (const Error& error) {
    reason = error.what();
  }
  recover(size, reason);
  return true;
}

// The record at hand is left out. Goes on at the next one's tag, also if it stands inside.
void XmlRecords::recover(std::size_t looked_at, const std::string& reason) {
  sink_.add_problem({++number_, PlaceUnit::kRecord}, reason);
  const std::string_view text = window_.view().substr(0, looked_at);
  const auto next = find_begin(text, 1);
  drop(next && budget_.spend(looked_at) ? next->at : text.size());
}

void XmlRecords::drop(std::size_t bytes) {
  window_.drop(bytes);
  budget_.earn(bytes);
}

}  // namespace

void read_xml_records(ByteStream& text, std::span<const std::string_view> elements,
                      const std::function<void(std::string_view)>& preface,
                      const std::function<Article(std::string_view)>& parse, RecordSink& sink) {
  XmlRecords(text, elements, preface, parse, sink).read();
}

}  // namespace gisa
