#include "indexer/readers/formats/xml/xml_children.h"

#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "common/messages/messages.h"
#include "common/text/utf8.h"
#include "indexer/readers/formats/article_format.h"
#include "indexer/readers/text/text_decoding.h"

namespace gisa {
namespace {

constexpr std::size_t kMany = 256 << 10;  // bytes of children that are parsed at once
constexpr std::size_t kMaxTag = 4 << 10;  // bytes of a name and its end, generously
// The most tags of one child: a tree takes 64 bytes a tag. The widest row Excel knows has half as
// many.
constexpr std::size_t kMaxTags = 256 << 10;
constexpr std::string_view kCommentBegin = "<!--";
constexpr std::string_view kCommentEnd = "-->";
constexpr std::string_view kCdataBegin = "<![CDATA[";
constexpr std::string_view kCdataEnd = "]]>";

// Blanks alone are text only where nothing else is: no indentation becomes part of the tree. Text
// at an element's beginning is the value of the element itself.
constexpr unsigned kParsing = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol |
                              pugi::parse_ws_pcdata_single | pugi::parse_embed_pcdata |
                              pugi::parse_fragment;

bool ends_name(char c) {
  return c == ' ' || c == '>' || c == '/' || c == '\n' || c == '\r' || c == '\t';
}

// True if the tag, from its first character behind `<` or `</` on, has this name.
bool has_name(std::string_view tag, std::string_view name) {
  return tag.size() > name.size() && tag.starts_with(name) && ends_name(tag[name.size()]);
}

// The prefix with its colon, if the tag's name is `name` with one; nothing for another name.
std::optional<std::string_view> prefix_of(std::string_view tag, std::string_view name) {
  if (has_name(tag, name)) return std::string_view();
  const std::size_t colon = tag.substr(0, kMaxTag).find_first_of(": >/");
  if (colon == std::string_view::npos || tag[colon] != ':') return std::nullopt;
  if (!has_name(tag.substr(colon + 1), name)) return std::nullopt;
  return tag.substr(0, colon + 1);
}

// Where the tag that begins at `at` ends, behind its `>`; values in quotes may hold one. Nothing if
// that is not to be seen, or if it is longer than any tag.
std::optional<std::size_t> end_of_tag(std::string_view text, std::size_t at) {
  text = text.substr(0, at + kMaxTag);
  while ((at = text.find_first_of("\"'>", at)) != std::string_view::npos && text[at] != '>') {
    at = text.find(text[at], at + 1);
    if (at == std::string_view::npos) return std::nullopt;
    ++at;
  }
  return at == std::string_view::npos ? std::nullopt : std::optional(at + 1);
}

bool is_xml_character(std::uint32_t c) {
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0xD800) ||
         (c >= 0xE000 && c < 0xFFFE) || (c >= 0x10000 && c < 0x110000);
}

// "&#0;" and "&#xD800;" would end a text or make it invalid UTF-8.
void blank_forbidden_references(std::string& text) {
  for (std::size_t at = text.find("&#"); at != std::string::npos; at = text.find("&#", at + 2)) {
    const bool is_hex = at + 2 < text.size() && (text[at + 2] == 'x' || text[at + 2] == 'X');
    const char* const begin = text.data() + at + (is_hex ? 3 : 2);
    std::uint32_t code = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(begin, end, code, is_hex ? 16 : 10);
    if (stop == begin || (error == std::errc() && is_xml_character(code))) continue;
    const bool is_closed = stop != end && *stop == ';';
    const auto size = static_cast<std::size_t>(stop - (text.data() + at)) + (is_closed ? 1 : 0);
    std::fill_n(text.data() + at, size, ' ');
  }
}

// Makes broken sequences U+FFFD; how many there were.
std::uint64_t repair(std::string& text) {
  std::string repaired;
  std::uint64_t broken = 0;
  for (std::size_t pos = 0; pos < text.size();) {
    const DecodedCharacter character = decode_utf8(text, pos);
    broken += is_broken(text, pos, character) ? 1 : 0;
    append_utf8(repaired, character.code_point);
    pos += character.bytes;
  }
  text = std::move(repaired);
  return broken;
}

}  // namespace

XmlChildren::XmlChildren(ByteStream& text, std::string_view parent, std::string_view child)
    : window_(text), parent_(parent), child_(child) {}

std::optional<XmlChild> XmlChildren::next() {
  if (next_of_many_ || load_many()) {
    return XmlChild{std::exchange(next_of_many_, next_of_many_.next_sibling()), {}};
  }
  document_.reset();
  fault_.reset();
  if (!find_child()) {
    if (fault_) return XmlChild{{}, fault_};
    // What follows the parent is of no use, but it is read to its end: the archive that it is
    // from may find damage there.
    do {
      window_.drop(window_.view().size());
    } while (window_.more());
    return std::nullopt;
  }
  const std::size_t size = measure_child();
  if (size > 0) {
    const pugi::xml_parse_result result = load(window_.view().substr(0, size));
    if (!result) fault_ = tr_format("invalid XML: {}", result.description());
    if (result) {
      broken_ += broken_loaded_;
      drop(size);
    } else {
      recover(size);
    }
  }
  return XmlChild{document_.first_child(), fault_};
}

// Parses all children that end in what was read, up to a bound. False if there are none or
// something is wrong; then it takes looking at one after the other.
bool XmlChildren::load_many() {
  next_of_many_ = {};
  if (!has_parent_ || is_done_ || window_.position() < one_by_one_) return false;
  const std::string_view text = window_.view().substr(0, kMany);
  const std::size_t end = text.rfind(end_tag_);
  if (end == std::string_view::npos) return false;
  const std::size_t size = end + end_tag_.size();
  const auto is_child = [&](const pugi::xml_node& node) { return node.name() == child_; };
  if (!load(text.substr(0, size)) || !std::all_of(document_.begin(), document_.end(), is_child)) {
    one_by_one_ = window_.position() + size;
    return false;
  }
  broken_ += broken_loaded_;
  drop(size);
  next_of_many_ = document_.first_child();
  return static_cast<bool>(next_of_many_);
}

// Moves behind the parent's tag. False: there is none.
bool XmlChildren::find_parent() {
  has_parent_ = true;
  while (true) {
    const std::string_view text = window_.view();
    std::size_t at = text.find('<');
    for (; at != std::string_view::npos; at = text.find('<', at + 1)) {
      const auto prefix = prefix_of(text.substr(at + 1), parent_);
      if (!prefix) continue;
      const auto end = end_of_tag(text, at);
      if (!end && text.size() - at < kMaxTag) break;
      if (!end) continue;
      is_done_ = text[*end - 2] == '/';
      parent_.insert(0, *prefix);
      child_.insert(0, *prefix);
      end_tag_ = "</" + child_ + ">";
      drop(*end);
      return true;
    }
    const std::size_t kept =
        at != std::string_view::npos ? text.size() - at : std::min(kMaxTag, text.size());
    drop(text.size() - kept);
    if (kept > kMaxRecordBytes || !window_.more()) return fail_at_end();
  }
}

// Moves to the next child. False: a fault comes before it, or there is none.
bool XmlChildren::find_child() {
  if (!has_parent_ && !find_parent()) return false;
  if (is_done_) return false;
  const std::size_t enough = parent_.size() + child_.size();  // to tell a tag
  std::size_t at = 0;
  bool at_end = false;
  while (true) {
    const std::string_view text = window_.view();
    while ((at = text.find('<', at)) != std::string_view::npos) {
      const std::string_view tag = text.substr(at + 1);
      const bool is_last = tag.starts_with('/') && has_name(tag.substr(1), parent_);
      if (is_last || has_name(tag, child_)) return take_gap(at, is_last);
      const bool is_comment = tag.starts_with("!--");
      const std::size_t end = is_comment ? text.find(kCommentEnd, at + 4) : at + 1;
      if (!at_end && (tag.size() < enough + 4 || end == std::string_view::npos)) break;
      at = end == std::string_view::npos ? at + 1 : end;
    }
    at = std::min(at, text.size());
    if (at > kMaxRecordBytes || at_end) return fail_at_end();
    at_end = !window_.more();
  }
}

// Drops what stands before a child, or before the parent's end. True if a child follows, and all is
// well.
bool XmlChildren::take_gap(std::size_t size, bool is_last) {
  is_done_ = is_last;
  const bool is_good = std::exchange(is_rest_, false) || is_misc(window_.view().substr(0, size));
  drop(size);
  if (!is_good) fault_ = tr_format("invalid XML: {}", tr("not well-formed"));
  return is_good && !is_last;
}

// True for blanks, comments and the like.
bool XmlChildren::is_misc(std::string_view between) {
  if (is_blank(between)) return true;
  buffer_ = between;
  buffer_ += ' ';  // pugixml takes the last character for the end of a tag
  pugi::xml_document misc;
  const pugi::xml_parse_result result =
      misc.load_buffer_inplace(buffer_.data(), buffer_.size(), kParsing, pugi::encoding_utf8);
  return (result || result.status == pugi::status_no_document_element) && !misc.first_child();
}

// The bytes of the child at hand; 0 if it is left out.
std::size_t XmlChildren::measure_child() {
  EndScan scan;
  while (true) {
    const std::string_view text = window_.view();
    if (const auto end = find_end(text, scan)) return *end;
    if (scan.tags > kMaxTags) {
      return give_up(tr_format("more than {} tags in one <{}>", kMaxTags, child_));
    } else if (text.size() > kMaxRecordBytes) {
      return give_up(tr_format("longer than {} MB, which no article is (is </{}> missing?)",
                               kMaxRecordBytes >> 20, child_));
    } else if (!window_.more()) {
      return give_up(tr_format("no </{}> (is the file cut short?)", child_));
    }
  }
}

// Leaves out the child at hand, which has no end.
std::size_t XmlChildren::give_up(const std::string& reason) {
  const std::size_t size = window_.view().size();
  load(window_.view().substr(0, std::min(kMaxTag, size)));  // for its attributes
  recover(size);
  fault_ = reason;
  return 0;
}

std::optional<std::size_t> XmlChildren::find_end(std::string_view text, EndScan& scan) const {
  if (scan.in_begin_tag) {
    const auto end = end_of_tag(text, 0);
    if (!end && text.size() < kMaxTag) return std::nullopt;
    if (end && text[*end - 2] == '/') return end;
    scan.in_begin_tag = false;
    scan.at = end.value_or(1);  // without one it is broken, and ends where it ends all the same
  }
  for (; scan.tags <= kMaxTags; ++scan.tags) {
    if (!scan.closes.empty()) {
      const std::size_t end = text.find(scan.closes, scan.at);
      if (end == std::string_view::npos) {
        scan.at = std::max(scan.at, text.size() - std::min<std::size_t>(2, text.size()));
        return std::nullopt;
      }
      scan.at = end + scan.closes.size();
      scan.closes = {};
    }
    scan.at = std::min(text.find('<', scan.at), text.size());
    const std::string_view tag = text.substr(scan.at);
    if (tag.size() < 2) return std::nullopt;
    if (tag[1] == '/') {
      const std::string_view name = tag.substr(2);
      if (has_name(name, child_)) {
        const std::size_t end = name.find('>');
        return end == std::string_view::npos ? std::nullopt : std::optional(scan.at + end + 3);
      }
      if (name.size() <= child_.size() && child_.starts_with(name)) return std::nullopt;
    } else if (tag[1] == '!') {
      if (tag.size() < kCdataBegin.size()) return std::nullopt;
      if (tag.starts_with(kCommentBegin)) scan.closes = kCommentEnd;
      if (tag.starts_with(kCdataBegin)) scan.closes = kCdataEnd;
    }
    scan.at += scan.closes.empty() ? 1 : kCommentBegin.size();
  }
  return std::nullopt;
}

pugi::xml_parse_result XmlChildren::load(std::string_view child) {
  buffer_.resize(child.size());
  std::transform(child.begin(), child.end(), buffer_.begin(), [](char c) {
    const bool is_control = static_cast<unsigned char>(c) < 0x20;
    return is_control && c != '\t' && c != '\n' && c != '\r' ? ' ' : c;
  });
  broken_loaded_ = simdjson::validate_utf8(buffer_.data(), buffer_.size()) ? 0 : repair(buffer_);
  blank_forbidden_references(buffer_);
  return document_.load_buffer_inplace(buffer_.data(), buffer_.size(), kParsing,
                                       pugi::encoding_utf8);
}

// Goes on at the next child's tag, also if it stands inside the one at hand.
void XmlChildren::recover(std::size_t looked_at) {
  const std::string_view text = window_.view().substr(0, looked_at);
  std::size_t at = text.find('<', 1);
  while (at != std::string_view::npos && !has_name(text.substr(at + 1), child_)) {
    at = text.find('<', at + 1);
  }
  is_rest_ = at == std::string_view::npos || !budget_.spend(looked_at);
  drop(is_rest_ ? text.size() : at);
}

void XmlChildren::drop(std::size_t bytes) {
  window_.drop(bytes);
  budget_.earn(bytes);
}

bool XmlChildren::fail_at_end() {
  is_done_ = true;
  fault_ = tr_format("no </{}> (is the file cut short?)", parent_);
  return false;
}

}  // namespace gisa
