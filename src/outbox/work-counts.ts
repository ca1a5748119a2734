/** What this process has done since it started. */
export interface WorkCounts {
  /** transmissions by what came of them */
  attempts: Record<string, number>;
  /** Sent copies that were filed */
  copiesFiled: number;
}

export function newWorkCounts(): WorkCounts {
  return { attempts: { accepted: 0, retry: 0, failed: 0, uncertain: 0, connector: 0, lease_lost: 0 }, copiesFiled: 0 };
}
