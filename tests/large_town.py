# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The files of an invented town of the size of a real one: 109 offices, 287 services, 526 relations."""

import random

OFFICES, SERVICES, RELATIONS = 109, 287, 526
WEEKDAYS = ("mo", "tu", "we", "th", "fr")


def large_town() -> dict[str, bytes]:
    """Every file of the format; the same each time."""
    chance = random.Random(526)
    offices = [f"amt-{number}" for number in range(OFFICES)]
    services = [f"dienst-{number}" for number in range(SERVICES)]
    relations = chance.sample([(office, service) for office in offices for service in services], RELATIONS)
    staff = [(f"kraft-{number}", office) for office in offices for number in range(chance.randint(1, 9))]
    lines = {
        "offices.csv": [
            "office,name,street,house_number,postal_code,city,lat,lon,state,grid_minutes,counters"
        ]
        + [
            f"{o},Bürgerbüro {o},Am Platz,{n},00000,Musterstadt,50.{n},10.{n},TH,5,9"
            for n, o in enumerate(offices)
        ],
        "services.csv": ["service,name,duration_minutes,leika_keys,max_quantity,combinable,online,keywords"]
        + [
            f'{s},"Dienst, {s}",{chance.randrange(5, 245, 5)},99{n:012d},2,{s} dienst-0,1,"Wort, noch eines"'
            for n, s in enumerate(services)
        ],
        "office_services.csv": ["office,service,duration_minutes,appointments,walk_ins"]
        + [f"{office},{service},{chance.randrange(5, 245, 5)},1,1" for office, service in relations],
        "opening_hours.csv": ["office,weekday,local_from,local_to"]
        + [f"{o},{d},{hours}" for o in offices for d in WEEKDAYS for hours in ("08:00,12:00", "14:00,18:00")],
        "closures.csv": ["office,from,to,reason"]
        + [f"{office},2026-12-24,2026-12-31,Betriebsruhe" for office in offices],
        "staff.csv": ["staff,office,skills"] + [f"{member},{office},*" for member, office in staff],
        "shifts.csv": ["staff,office,weekday,local_from,local_to,breaks"]
        + [f"{member},{office},{d},08:00,16:30,12:00-12:30" for member, office in staff for d in WEEKDAYS],
    }
    return {name: "\n".join([*rows, ""]).encode() for name, rows in lines.items()}
