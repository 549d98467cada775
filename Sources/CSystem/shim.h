/* Extended attributes, which Swift's own C library modules leave out. */
#include <sys/xattr.h>
