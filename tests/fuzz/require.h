/// A property that must hold: libFuzzer takes an abort for a finding.
#pragma once

#include <cstdlib>

namespace gisa {

inline void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace gisa
