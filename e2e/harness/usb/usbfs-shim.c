/*
 * Stands in for one file of usbfs: a browser started with this library finds a USB device where the kernel has
 * none. Opening $USBFS_SHIM_DEVICE connects to the emulated printer on the socket $USBFS_SHIM_SOCKET; requests
 * (URBs) travel there, completions come back. While the file $USBFS_SHIM_BUSY exists a driver holds the interface.
 *
 * The descriptor given out is an eventfd: full, it is not writable; emptied, it is, which is how usbfs tells
 * that a completed URB can be reaped.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/usbdevice_fs.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define MAX_URBS 64
#define FULL 0xfffffffffffffffeULL

struct header { uint8_t type, endpoint, kind, pad; uint32_t id; int32_t status; uint32_t length; };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int event_fd = -1, line = -1, gone = 0;
static struct { struct usbdevfs_urb *urb; uint32_t id; int done; } urbs[MAX_URBS];
static uint32_t next_id = 1;

static int (*real_open)(const char *, int, ...);
static int (*real_ioctl)(int, unsigned long, ...);
static int (*real_close)(int);

static void find_real(void) {
  if (real_close) return;
  real_open = dlsym(RTLD_NEXT, "open");
  real_ioctl = dlsym(RTLD_NEXT, "ioctl");
  real_close = dlsym(RTLD_NEXT, "close");
}

static void set_reapable(int reapable) {
  uint64_t value;
  if (event_fd < 0) return;
  if (reapable) {
    (void)!read(event_fd, &value, sizeof value);
  } else {
    (void)!read(event_fd, &value, sizeof value);
    value = FULL;
    (void)!write(event_fd, &value, sizeof value);
  }
}

static int write_all(const void *data, size_t length) {
  const char *at = data;
  while (length > 0) {
    ssize_t sent = send(line, at, length, MSG_NOSIGNAL);
    if (sent <= 0) return -1;
    at += sent;
    length -= sent;
  }
  return 0;
}

static int read_all(int from, void *data, size_t length) {
  char *at = data;
  while (length > 0) {
    ssize_t got = recv(from, at, length, 0);
    if (got <= 0) return -1;
    at += got;
    length -= got;
  }
  return 0;
}

static void tell(struct header *header, const void *data) {
  write_all(header, sizeof *header);
  if (header->length > 0 && data) write_all(data, header->length);
}

static void complete(uint32_t id, int status, const void *data, uint32_t length) {
  for (int i = 0; i < MAX_URBS; i++) {
    if (!urbs[i].urb || urbs[i].id != id || urbs[i].done) continue;
    struct usbdevfs_urb *urb = urbs[i].urb;
    int offset = urb->type == USBDEVFS_URB_TYPE_CONTROL ? 8 : 0;
    int room = urb->buffer_length - offset;
    if (data) {
      int count = (int)length < room ? (int)length : room;
      memcpy((char *)urb->buffer + offset, data, count);
      urb->actual_length = count;
    } else {
      urb->actual_length = status == 0 ? (int)length : 0;
    }
    urb->status = status;
    urbs[i].done = 1;
    set_reapable(1);
    return;
  }
}

static void *listen_to_printer(void *unused) {
  (void)unused;
  int from = line;
  struct header header;
  while (read_all(from, &header, sizeof header) == 0) {
    char *data = NULL;
    if (header.kind && header.length > 0) {
      data = malloc(header.length);
      if (read_all(from, data, header.length) != 0) { free(data); break; }
    }
    pthread_mutex_lock(&lock);
    complete(header.id, header.status, data, header.length);
    pthread_mutex_unlock(&lock);
    free(data);
  }
  pthread_mutex_lock(&lock);
  if (from == line) {
    gone = 1;
    for (int i = 0; i < MAX_URBS; i++)
      if (urbs[i].urb && !urbs[i].done) complete(urbs[i].id, -ESHUTDOWN, NULL, 0);
  }
  pthread_mutex_unlock(&lock);
  return NULL;
}

static int open_device(void) {
  const char *path = getenv("USBFS_SHIM_SOCKET");
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (!path) { errno = ENODEV; return -1; }
  strncpy(address.sun_path, path, sizeof address.sun_path - 1);
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (connect(fd, (struct sockaddr *)&address, sizeof address) != 0) {
    real_close(fd);
    errno = ENODEV;
    return -1;
  }
  pthread_mutex_lock(&lock);
  line = fd;
  gone = 0;
  memset(urbs, 0, sizeof urbs);
  event_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  set_reapable(0);
  pthread_t thread;
  pthread_create(&thread, NULL, listen_to_printer, NULL);
  pthread_detach(thread);
  pthread_mutex_unlock(&lock);
  return event_fd;
}

static int is_ours(const char *path) {
  const char *device = getenv("USBFS_SHIM_DEVICE");
  return device && path && strcmp(path, device) == 0;
}

int open(const char *path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  int mode = va_arg(arguments, int);
  va_end(arguments);
  find_real();
  return is_ours(path) && (flags & O_ACCMODE) == O_RDWR ? open_device() : real_open(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  int mode = va_arg(arguments, int);
  va_end(arguments);
  return open(path, flags, mode);
}

/* What open becomes in programs built with _FORTIFY_SOURCE. */
int __open_2(const char *path, int flags) { return open(path, flags, 0); }
int __open64_2(const char *path, int flags) { return open(path, flags, 0); }

int close(int fd) {
  find_real();
  if (fd >= 0 && fd == event_fd) {
    pthread_mutex_lock(&lock);
    event_fd = -1;
    if (line >= 0) { shutdown(line, SHUT_RDWR); real_close(line); line = -1; }
    pthread_mutex_unlock(&lock);
  }
  return real_close(fd);
}

static int submit(struct usbdevfs_urb *urb) {
  int outward = urb->type == USBDEVFS_URB_TYPE_CONTROL || !(urb->endpoint & 0x80);
  for (int i = 0; i < MAX_URBS; i++) {
    if (urbs[i].urb) continue;
    urbs[i].urb = urb;
    urbs[i].id = next_id++;
    urbs[i].done = 0;
    struct header header = {.type = 'S', .endpoint = urb->endpoint, .kind = outward,
                            .id = urbs[i].id, .status = urb->buffer_length,
                            .length = outward ? urb->buffer_length : 0};
    tell(&header, outward ? urb->buffer : NULL);
    return 0;
  }
  errno = ENOMEM;
  return -1;
}

static int reap(void **result) {
  for (int i = 0; i < MAX_URBS; i++) {
    if (!urbs[i].urb || !urbs[i].done) continue;
    *result = urbs[i].urb;
    urbs[i].urb = NULL;
    return 0;
  }
  if (gone) { errno = ENODEV; return -1; }
  set_reapable(0);
  errno = EAGAIN;
  return -1;
}

static int discard(struct usbdevfs_urb *urb) {
  for (int i = 0; i < MAX_URBS; i++) {
    if (urbs[i].urb != urb || urbs[i].done) continue;
    struct header header = {.type = 'D', .id = urbs[i].id};
    tell(&header, NULL);
    complete(urbs[i].id, -ENOENT, NULL, 0);
    return 0;
  }
  errno = EINVAL;
  return -1;
}

static int handle(unsigned long request, void *argument) {
  const char *busy = getenv("USBFS_SHIM_BUSY");
  struct header header = {0};
  switch (request) {
    case USBDEVFS_SUBMITURB:
      if (gone) { errno = ENODEV; return -1; }
      return submit(argument);
    case USBDEVFS_REAPURBNDELAY:
      return reap(argument);
    case USBDEVFS_DISCARDURB:
      return discard(argument);
    case USBDEVFS_CLAIMINTERFACE:
      if (busy && access(busy, F_OK) == 0) { errno = EBUSY; return -1; }
      return gone ? (errno = ENODEV, -1) : 0;
    case USBDEVFS_GETDRIVER:
      if (busy && access(busy, F_OK) == 0) {
        strcpy(((struct usbdevfs_getdriver *)argument)->driver, "usblp");
        return 0;
      }
      errno = ENODATA;
      return -1;
    case USBDEVFS_CLEAR_HALT:
      header.type = 'H';
      header.endpoint = *(unsigned int *)argument;
      tell(&header, NULL);
      return 0;
    default:
      return gone ? (errno = ENODEV, -1) : 0;
  }
}

int ioctl(int fd, unsigned long request, ...) {
  va_list arguments;
  va_start(arguments, request);
  void *argument = va_arg(arguments, void *);
  va_end(arguments);
  find_real();
  if (fd < 0 || fd != event_fd) return real_ioctl(fd, request, argument);
  pthread_mutex_lock(&lock);
  int result = handle(request, argument);
  int problem = errno;
  pthread_mutex_unlock(&lock);
  errno = problem;
  return result;
}
