import { Notifications } from '@mantine/notifications';

/** Where notices appear. It comes after the first paint; a notice that is sooner waits for it. */
export function NoticeArea() {
  return <Notifications position="top-right" limit={3} />;
}
