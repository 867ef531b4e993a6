#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// What the boilerplate of an article told about it, while it was taken off.
namespace gisa::cleaning {

/// What names an outlet, the surest last.
enum class PressSource : uint8_t { kNone, kAgency, kCopyright, kByline };

class Findings {
 public:
  /// Names, comma separated, of the first byline; empty when there was none.
  const std::string& reporter() const { return reporter_; }

  /// Outlet of the first byline, else owner of the copyright, else agency; empty when none was
  /// named.
  const std::string& press() const { return press_; }

  /// Of the first stamp line, normalised (dates.h); empty when there was none.
  const std::string& date() const { return date_; }

  void note_reporters(const std::vector<std::string_view>& names) {
    if (!reporter_.empty()) return;
    for (const std::string_view name : names) {
      if (!reporter_.empty()) reporter_ += ',';
      reporter_.append(name);
    }
  }

  void note_press(std::string_view press, PressSource source) {
    if (press.empty() || source <= source_) return;
    source_ = source;
    press_.assign(press);
  }

  void note_date(std::string_view date) {
    if (date_.empty()) date_.assign(date);
  }

 private:
  std::string reporter_;
  std::string press_;
  std::string date_;
  PressSource source_ = PressSource::kNone;
};

}  // namespace gisa::cleaning
