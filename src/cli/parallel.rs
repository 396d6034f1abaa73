//! Several plans at once.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Typst lays nested content out by recursion; a worker's stack is as large as the main thread's.
const STACK: usize = 8 << 20;

/// What `make` gives for each item, in the order of the items, made on `jobs` threads (0: one for each
/// core).
///
/// Typst divides its own work among rayon's threads. A rayon thread that waits for such a part takes
/// the next plan meanwhile, inside the first, until its stack is full; so each worker here has a pool
/// of its own, in which there is nothing but its plan. A single plan gets all cores.
pub(super) fn map<I: Sync, T: Send>(
    items: &[I],
    jobs: usize,
    make: impl Fn(&I) -> T + Sync,
) -> Vec<T> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let workers = if jobs == 0 { cores } else { jobs }.min(items.len());
    if items.len() < 2 {
        return items.iter().map(make).collect();
    }
    let next = AtomicUsize::new(0);
    let made: Vec<Mutex<Option<T>>> = items.iter().map(|_| Mutex::new(None)).collect();
    let work = || {
        while let Some(place) =
            Some(next.fetch_add(1, Ordering::Relaxed)).filter(|p| *p < items.len())
        {
            let value = make(&items[place]);
            if let Ok(mut slot) = made[place].lock() {
                *slot = Some(value);
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..workers {
            let pool = rayon::ThreadPoolBuilder::new()
                .num_threads(1)
                .stack_size(STACK)
                .build();
            match pool {
                Ok(pool) => drop(scope.spawn(move || pool.install(work))),
                Err(_) => work(),
            }
        }
    });
    made.into_iter()
        .filter_map(|slot| slot.into_inner().ok().flatten())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rayon::prelude::*;

    #[test]
    fn results_keep_the_order_and_waiting_work_takes_no_other_item() {
        let items: Vec<usize> = (0..2000).collect();
        let make = |item: &usize| {
            // Work of rayon's own inside each item, as Typst has it.
            (0..16_usize)
                .into_par_iter()
                .map(|n| n + item)
                .sum::<usize>()
        };
        for jobs in [0, 1, 3] {
            let made = map(&items, jobs, make);
            assert!(
                made.iter()
                    .zip(&items)
                    .all(|(sum, item)| *sum == 120 + 16 * item)
            );
            assert_eq!(made.len(), items.len());
        }
    }
}
