import { useEffect, useState } from 'react';
import { dayOf } from '#shared/model/dates/calendar.ts';
import type { Day, Instant } from '#shared/model/ids.ts';

const lookEveryMs = 60_000;

/** The rule book counts days in UTC; so does the signing check that central repeats. */
function utcToday(): Day {
  return dayOf(new Date().toISOString() as Instant);
}

/** The day it is, also for a case that is left open over midnight. */
export function useToday(): Day {
  const [today, setToday] = useState(utcToday);
  useEffect(() => {
    const timer = setInterval(() => setToday(utcToday()), lookEveryMs);
    return () => clearInterval(timer);
  }, []);
  return today;
}
