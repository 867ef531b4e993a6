# What `cmake --install` puts where, and the packages for find_package(gisa) and pkg-config.
#
# Outside programs link the shared library only: it is the one target exported. The static and object
# libraries it is made of, Xapian and ICU stay inside, so nobody needs their headers.
option(GISA_INSTALL "Make install rules" ${PROJECT_IS_TOP_LEVEL})
if(NOT GISA_INSTALL)
  return()
endif()

include(CMakePackageConfigHelpers)

set(GISA_CMAKE_DIR "${CMAKE_INSTALL_LIBDIR}/cmake/gisa")
set(GISA_PKGCONFIG_DIR "${CMAKE_INSTALL_LIBDIR}/pkgconfig")

# gisa-search looks for libgisa.so beside itself, by a relative path: the installed tree then works from
# any prefix, a staging directory (DESTDIR) or wherever it is moved to, without ldconfig. Under /usr it
# names a directory the loader searches anyway. Who packages for a distribution that wants no RPATH
# gives -DCMAKE_SKIP_INSTALL_RPATH=ON.
file(RELATIVE_PATH gisa_bin_to_lib "${CMAKE_INSTALL_FULL_BINDIR}" "${CMAKE_INSTALL_FULL_LIBDIR}")
set_target_properties(gisa-search PROPERTIES INSTALL_RPATH "$ORIGIN/${gisa_bin_to_lib}")

install(TARGETS gisa-index gisa-search RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
install(TARGETS gisa EXPORT gisa-targets LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}")
install(FILES
  "${PROJECT_SOURCE_DIR}/common/include/gisa/error.h"
  "${PROJECT_SOURCE_DIR}/searcher/include/gisa/analysis.h"
  "${PROJECT_SOURCE_DIR}/searcher/include/gisa/gisa.h"
  "${PROJECT_SOURCE_DIR}/searcher/include/gisa/json.h"
  "${PROJECT_SOURCE_DIR}/searcher/include/gisa/query.h"
  "${PROJECT_SOURCE_DIR}/searcher/include/gisa/searcher.h"
  DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/gisa")

install(EXPORT gisa-targets NAMESPACE gisa:: DESTINATION "${GISA_CMAKE_DIR}")
configure_package_config_file(
  "${PROJECT_SOURCE_DIR}/cmake/gisa-config.cmake.in" "${PROJECT_BINARY_DIR}/gisa-config.cmake"
  INSTALL_DESTINATION "${GISA_CMAKE_DIR}"
  NO_SET_AND_CHECK_MACRO)
# Before 1.0 a new minor version may break what is built on it.
write_basic_package_version_file("${PROJECT_BINARY_DIR}/gisa-config-version.cmake"
  COMPATIBILITY SameMinorVersion)
install(FILES
  "${PROJECT_BINARY_DIR}/gisa-config.cmake"
  "${PROJECT_BINARY_DIR}/gisa-config-version.cmake"
  DESTINATION "${GISA_CMAKE_DIR}")

# The .pc file finds the prefix from where it lies itself.
file(RELATIVE_PATH gisa_pc_to_prefix
  "${CMAKE_INSTALL_PREFIX}/${GISA_PKGCONFIG_DIR}" "${CMAKE_INSTALL_PREFIX}")
string(REGEX REPLACE "/$" "" gisa_pc_to_prefix "${gisa_pc_to_prefix}")
configure_file("${PROJECT_SOURCE_DIR}/cmake/gisa.pc.in" "${PROJECT_BINARY_DIR}/gisa.pc" @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/gisa.pc" DESTINATION "${GISA_PKGCONFIG_DIR}")

install(FILES
  "${PROJECT_SOURCE_DIR}/man/gisa-index.1"
  "${PROJECT_SOURCE_DIR}/man/gisa-search.1"
  DESTINATION "${CMAKE_INSTALL_MANDIR}/man1")
install(FILES "${PROJECT_SOURCE_DIR}/man/gisa-query.7" DESTINATION "${CMAKE_INSTALL_MANDIR}/man7")
install(FILES "${PROJECT_SOURCE_DIR}/searcher/examples/search.py"
  DESTINATION "${CMAKE_INSTALL_DOCDIR}/examples")
install(FILES
  "${PROJECT_SOURCE_DIR}/README.md"
  "${PROJECT_SOURCE_DIR}/LICENSE"
  DESTINATION "${CMAKE_INSTALL_DOCDIR}"
  OPTIONAL)
